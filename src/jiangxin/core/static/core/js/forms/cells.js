// Cells copied from a spreadsheet, as rows of texts.

// A whole quoted cell: up to a quote with the cell's end behind it, quotes inside it doubled.
const QUOTED = /"((?:[^"]|"")*)"(?=\t|\n|$)/y;

// Tab-separated text as spreadsheets put it on the clipboard: cells with line breaks or tabs are quoted, others are
// not, even when their own text begins with a quote.
export function parseTable(text) {
  const rows = [[""]];
  const clean = separated(text.replace(/\r\n?/g, "\n").replace(/\n$/, ""));
  for (let at = 0; at < clean.length; at += 1) {
    const char = clean[at];
    const row = rows.at(-1);
    QUOTED.lastIndex = at;
    const quoted = char === '"' && row.at(-1) === "" ? QUOTED.exec(clean) : null;
    if (quoted) {
      row[row.length - 1] = quoted[1].replaceAll('""', '"');
      at += quoted[0].length - 1;
    } else if (char === "\t") row.push("");
    else if (char === "\n") rows.push([""]);
    else row[row.length - 1] += char;
  }
  return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ""));
}

// Lists typed by hand have no tabs: commas or blanks part their cells, if they part every line into equally many.
// Blanks alone also spread names ("张  伟"), so two parts do not make columns there.
const HAND_MADE = [[/[,，]/u, 2], [/[;；]/u, 2], [/[|｜]/u, 2], [/[^\S\n]+/u, 3]];

function separated(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  if (text.includes("\t") || text.includes('"') || lines.length < 2) return text;
  for (const [separator, least] of HAND_MADE) {
    const parted = lines.map((line) => line.split(separator));
    const wide = parted[0].length;
    if (wide >= least && parted.every((cells) => cells.length === wide)) return parted.map((cells) => cells.join("\t")).join("\n");
  }
  return text;
}

// What the clipboard holds as tab-separated text. Merged cells are told by its HTML only.
export function clipboardText(data) {
  const html = data?.getData("text/html") ?? "";
  return (/\srowspan=/i.test(html) && tableText(html)) || (data?.getData("text/plain") ?? "");
}

// A cell merged over several rows says the same in each of them; one merged over several columns stands in the first.
function tableText(html) {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return "";
  const grid = [...table.rows].map(() => []);
  [...table.rows].forEach((line, at) => {
    let column = 0;
    for (const cell of line.cells) {
      while (grid[at][column] !== undefined) column += 1;
      for (const row of grid.slice(at, at + Math.max(cell.rowSpan, 1))) {
        row[column] = told(cell);
        for (let more = 1; more < cell.colSpan; more += 1) row[column + more] = "";
      }
    }
  });
  return grid.map((row) => Array.from(row, (text) => quoted(text ?? "")).join("\t")).join("\n");
}

function told(cell) {
  cell.querySelectorAll("br").forEach((line) => line.replaceWith("\u0001"));
  return cell.textContent.replace(/\s+/gu, " ").replace(/ ?\u0001 ?/gu, "\n").trim();
}

const quoted = (text) => (/[\n"]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
