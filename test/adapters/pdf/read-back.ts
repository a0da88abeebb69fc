import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';

/** The fonts as the static assets hold them. */
export async function loadFont(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(join(process.cwd(), 'assets', name)));
}

export type ReadBack = { readonly text: string; readonly pages: number; readonly by: 'poppler' | 'libpdf' };

/** The text of a PDF, read by Poppler's pdftotext where the machine has it, else by the library's own reader. */
export async function readBack(bytes: Uint8Array): Promise<ReadBack> {
  const pdf = await PDF.load(bytes);
  const pages = pdf.getPages().length;
  const byPoppler = popplerText(bytes);
  if (byPoppler !== null) return { text: byPoppler, pages, by: 'poppler' };
  return {
    text: pdf
      .extractText()
      .map((page) => page.text)
      .join('\n'),
    pages,
    by: 'libpdf',
  };
}

function popplerText(bytes: Uint8Array): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'invoice-pdf-'));
  try {
    const file = join(folder, 'invoice.pdf');
    writeFileSync(file, bytes);
    return execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The addresses that links on its pages lead to, in order. */
export async function linksIn(bytes: Uint8Array): Promise<readonly string[]> {
  const pdf = await PDF.load(bytes);
  return pdf.getPages().flatMap((page) => page.getLinkAnnotations().map((link) => link.uri ?? ''));
}
