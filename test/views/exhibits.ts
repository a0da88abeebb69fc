import { dashboardGallery } from './dashboard/gallery.ts';
import { documentsGallery } from './documents-gallery.ts';
import { allMails } from './email/gallery.ts';
import { staffMails } from './email/staff-gallery.ts';
import { gallery } from './gallery.ts';
import { portalGallery } from './portal/gallery.ts';

/** One thing that somebody sees: a page, a mail (with subject and text part), or a document to save. */
export type Exhibit =
  | { readonly kind: 'page'; readonly name: string; readonly html: string }
  | {
      readonly kind: 'mail';
      readonly name: string;
      readonly html: string;
      readonly subject: string;
      readonly text: string;
    }
  | { readonly kind: 'document'; readonly name: string; readonly pdf: Uint8Array };

/** The language of what only the business's own people read. */
const STAFF_LANGUAGE = 'en';

/** All that anybody sees, in a language; of the documents, which take a while, those that are wanted. */
export async function exhibits(
  locale: string,
  wanted: (name: string) => boolean = () => true,
): Promise<readonly Exhibit[]> {
  const isStaffs = locale === STAFF_LANGUAGE;
  const pages = [
    ...(await gallery(locale)),
    ...(await portalGallery(locale)),
    ...(isStaffs ? await dashboardGallery() : []),
  ];
  const mails = [
    ...(await allMails(locale)).map(({ name, ...mail }) => ({ ...mail, name: `mail-${name}` })),
    ...(isStaffs ? await staffMails() : []).map(({ name, ...mail }) => ({
      ...mail,
      name: `mail-staff-${name}`,
    })),
  ];
  return [
    ...pages.map(({ name, html }) => ({ kind: 'page' as const, name, html })),
    ...mails.map(({ name, html, subject, text }) => ({ kind: 'mail' as const, name, html, subject, text })),
    ...(await documentsGallery(locale, wanted)).map((document) => ({
      kind: 'document' as const,
      ...document,
    })),
  ].filter(({ name }) => wanted(name));
}
