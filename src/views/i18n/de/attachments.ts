import type { AttachmentWords } from '../en/attachments.ts';

/** What is said of the files that go with an invoice, in German. */
export const attachments: AttachmentWords = {
  list: 'Beigefügte Dateien',
  download: (name, size) => `${name} herunterladen, ${size}`,
  mail: {
    attached: 'Diese Dateien liegen dieser E-Mail bei.',
    linked: 'Laden Sie diese Dateien dort herunter, wo Sie die Rechnung ansehen.',
  },
  unavailable: {
    title: 'Diese Datei kann gerade nicht heruntergeladen werden',
    text: 'Der Speicher, in dem sie liegt, antwortet nicht.',
    next: 'Warten Sie eine Minute und öffnen Sie den Link erneut. Hilft das nicht, fragen Sie das Unternehmen, das die Rechnung geschickt hat.',
  },
};
