// A photo taken now carries the device's time and place, for cameras that write none. Without leave nothing is sent.
const form = document.querySelector("[data-visit-form]");
const picker = form?.elements.photo;

const local = (moment) => new Date(moment - new Date(moment).getTimezoneOffset() * 60000).toISOString().slice(0, 19);

picker?.addEventListener("change", () => {
  const file = picker.files[0];
  if (!file) return;
  // Several pictures were not taken at one moment: then each camera's own time counts, or the typed one.
  form.elements.device_at.value = picker.files.length === 1 ? local(file.lastModified) : "";
  navigator.geolocation?.getCurrentPosition(({ coords }) => {
    form.elements.device_latitude.value = coords.latitude.toFixed(5);
    form.elements.device_longitude.value = coords.longitude.toFixed(5);
  });
});
