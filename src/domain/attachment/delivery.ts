import { fitsInMail } from '../mail/size.ts';

/** How a business gives the files of an invoice to its customer. */
export const ATTACHMENTS_BY = ['mail', 'link'] as const;

/** `mail`: with the mail that sends it, where mail takes them; `link`: the mail leads to them. */
export type AttachmentsBy = (typeof ATTACHMENTS_BY)[number];

/** How they go with this mail, beside documents of so many bytes. All together or none, so that its reader need not count. */
export const attachmentsGo = (
  by: AttachmentsBy,
  files: readonly { readonly bytes: number }[],
  documentBytes: number,
): AttachmentsBy => {
  const length = files.reduce((sum, { bytes }) => sum + bytes, documentBytes);
  return by === 'mail' && fitsInMail({ length }) ? 'mail' : 'link';
};
