import type { FieldProblem } from '../rejection.ts';
import { officeProblem } from './check-office.ts';
import { pdfProblem } from './check-pdf.ts';
import { jpegProblem, pngProblem } from './check-picture.ts';
import { textContentProblem } from './check-text.ts';
import { fileNameProblem, tidyFileName } from './file-name.ts';
import { type FileKind, KINDS_IN_WORDS, kindOfName } from './kinds.ts';
import { ATTACHMENT_LIMITS, megabytes } from './limits.ts';
import { looksLike } from './looks-like.ts';
import { OTHER_KIND } from './other-kind.ts';

export type GivenFile = {
  readonly name: string;
  /** What its sender says it is (`Content-Type`); null where they do not say. */
  readonly declaredType: string | null;
  readonly bytes: Uint8Array;
};

export type CheckedFile = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array };

/** What says nothing of a file. */
const UNSAID: ReadonlySet<string> = new Set(['', 'application/octet-stream']);

/** A file as it may be attached: name, declared type and content agree. Else what is wrong with it, by field. */
export function checkFile(
  given: GivenFile,
):
  | { readonly kind: 'ok'; readonly file: CheckedFile }
  | { readonly kind: 'wrong'; readonly problems: readonly FieldProblem[] } {
  const name = tidyFileName(given.name);
  const wrong = (path: string, message: string) => ({
    kind: 'wrong' as const,
    problems: [{ path, message }],
  });
  const nameProblem = fileNameProblem(name);
  const kind = kindOfName(name);
  if (nameProblem !== null || kind === null) return wrong('name', nameProblem ?? '');
  const declared = given.declaredType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!UNSAID.has(declared) && declared !== kind.mediaType) {
    return wrong(
      'Content-Type',
      `It says ${declared.slice(0, 100)}, and the name ends in .${kind.extension}, which is ${kind.mediaType}.`,
    );
  }
  const problem = contentProblem(given.bytes, kind);
  return problem === null
    ? { kind: 'ok', file: { name, mediaType: kind.mediaType, bytes: given.bytes } }
    : wrong('file', problem);
}

function contentProblem(bytes: Uint8Array, kind: FileKind): string | null {
  if (bytes.length === 0) return 'The file is empty.';
  if (bytes.length > ATTACHMENT_LIMITS.bytes)
    return `The file has ${megabytes(bytes.length)}: at most ${megabytes(ATTACHMENT_LIMITS.bytes)} can be attached.`;
  const problem = problemOf(bytes, kind);
  return problem === OTHER_KIND ? notOfItsKind(bytes, kind) : problem;
}

function problemOf(bytes: Uint8Array, kind: FileKind): string | null {
  switch (kind.content) {
    case 'pdf':
      return pdfProblem(bytes);
    case 'png':
      return pngProblem(bytes);
    case 'jpeg':
      return jpegProblem(bytes);
    case 'text':
      return looksLike(bytes) === null ? textContentProblem(bytes) : OTHER_KIND;
    case 'office_xml':
    case 'open_document':
      return officeProblem(bytes, kind);
  }
}

function notOfItsKind(bytes: Uint8Array, { extension }: FileKind): string {
  const looks = looksLike(bytes);
  const found = looks === null ? 'the content is something else' : `the content looks like ${looks}`;
  return `The name ends in .${extension}, and ${found}. ${KINDS_IN_WORDS} can be attached, each under its own ending.`;
}
