// A text that was saved needs no copy in this browser any more.
import { forgetCopy } from "../../core/js/forms/local_copy.js";

for (const script of document.querySelectorAll("script[data-copy]")) forgetCopy(script.dataset.copy);
