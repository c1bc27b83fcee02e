// Opening a file from the machine and saving one to it.

/** Larger files would hang the editor; the command line takes them. */
const LIMIT = 32 * 1024 * 1024;

export interface OpenedFile {
  readonly name: string;
  readonly text: string;
}

export function pickFile(): Promise<OpenedFile | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,.jsonc,application/json";
  return new Promise((resolve, reject) => {
    input.addEventListener("cancel", () => resolve(null));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file === undefined) resolve(null);
      else readFile(file).then(resolve, reject);
    });
    input.click();
  });
}

async function readFile(file: File): Promise<OpenedFile> {
  if (file.size > LIMIT) throw new Error(`${file.name} is larger than 32 MB; use the command line for it.`);
  return { name: file.name, text: await file.text() };
}

export function saveFile(file: OpenedFile): void {
  const address = URL.createObjectURL(new Blob([file.text], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = file.name;
  anchor.click();
  URL.revokeObjectURL(address);
}
