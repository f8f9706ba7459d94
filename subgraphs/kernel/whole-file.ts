import { open, rename } from "node:fs/promises";

/** Writes the file so that a crash leaves the old text or the new one, never a part. One writer at a time. */
export async function writeWhole(file: string, text: string, mode = 0o644): Promise<void> {
  const draft = await open(`${file}.new`, "w", mode);
  try {
    await draft.chmod(mode); // a draft left by a crash keeps its old mode otherwise
    await draft.writeFile(text);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${file}.new`, file);
}
