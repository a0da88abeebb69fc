/** How the content of a file is checked. */
export type Content = 'pdf' | 'png' | 'jpeg' | 'text' | 'office_xml' | 'open_document';

export type FileKind = {
  /** Of the name, in lower case. */
  readonly extension: string;
  readonly mediaType: string;
  readonly content: Content;
  /** Of a zip: the part without which it is no such document. */
  readonly mainPart?: string;
};

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OASIS = 'application/vnd.oasis.opendocument';

/**
 * What may go with an invoice. Nothing that a browser or a computer runs, and no zip of anything: what is in it could not be
 * checked, and mail servers refuse it.
 */
const KINDS: readonly FileKind[] = [
  { extension: 'pdf', mediaType: 'application/pdf', content: 'pdf' },
  { extension: 'png', mediaType: 'image/png', content: 'png' },
  { extension: 'jpg', mediaType: 'image/jpeg', content: 'jpeg' },
  { extension: 'jpeg', mediaType: 'image/jpeg', content: 'jpeg' },
  { extension: 'csv', mediaType: 'text/csv', content: 'text' },
  { extension: 'txt', mediaType: 'text/plain', content: 'text' },
  {
    extension: 'xlsx',
    mediaType: `${OFFICE}.spreadsheetml.sheet`,
    content: 'office_xml',
    mainPart: 'xl/workbook.xml',
  },
  {
    extension: 'docx',
    mediaType: `${OFFICE}.wordprocessingml.document`,
    content: 'office_xml',
    mainPart: 'word/document.xml',
  },
  {
    extension: 'odt',
    mediaType: `${OASIS}.text`,
    content: 'open_document',
    mainPart: 'content.xml',
  },
  {
    extension: 'ods',
    mediaType: `${OASIS}.spreadsheet`,
    content: 'open_document',
    mainPart: 'content.xml',
  },
];

/** `PDF, PNG, …`, for sentences. */
export const KINDS_IN_WORDS = 'PDF, PNG, JPEG, CSV, TXT, XLSX, DOCX, ODT and ODS';

export const MEDIA_TYPES: readonly string[] = [...new Set(KINDS.map(({ mediaType }) => mediaType))];

/** The kind that a name says; null for one that may not go with an invoice. */
export function kindOfName(name: string): FileKind | null {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return KINDS.find((kind) => kind.extension === extension) ?? null;
}
