import type { AttachmentWords } from '../en/attachments.ts';

/** What is said of the files that go with an invoice, in French. */
export const attachments: AttachmentWords = {
  list: 'Fichiers joints',
  download: (name, size) => `Télécharger ${name}, ${size}`,
  mail: {
    attached: 'Ces fichiers sont joints à cet e-mail.',
    linked: 'Téléchargez ces fichiers depuis la facture en ligne.',
  },
  unavailable: {
    title: 'Ce fichier ne peut pas être téléchargé pour le moment',
    text: 'L’espace où il est conservé ne répond pas.',
    next: 'Patientez une minute, puis ouvrez à nouveau le lien. Si le problème persiste, adressez-vous à l’entreprise qui a envoyé la facture.',
  },
};
