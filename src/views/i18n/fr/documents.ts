import type { DocumentWords } from '../en/documents.ts';

/** What only the PDF says, in French. */
export const documents: DocumentWords = {
  title: (number, merchant) => `Facture ${number} de ${merchant}`,
  heading: 'Facture',
  status: {
    draft: 'Brouillon, pas encore une facture',
    due: (date) => `À payer le ${date}`,
    wasDue: (date) => `En retard, échue le ${date}`,
    dueOnReceipt: 'À payer à réception',
    nothingDue: 'Rien à payer',
    processing: 'Paiement en cours',
    paid: 'Payée',
    paidOn: (date) => `Payée le ${date}`,
    refunded: 'Remboursée',
    void: 'Annulée. Rien à payer.',
    voidOn: (date) => `Annulée le ${date}. Rien à payer.`,
    uncollectible: 'Clôturée',
  },
  pay: 'Payer avec Stripe',
  payAt: 'Payer en ligne à l’adresse',
  viewAt: 'Consulter cette facture en ligne à l’adresse',
  carriedForward: 'À reporter',
  broughtForward: 'Report',
  page: (page, of) => `Page ${page} sur ${of}`,
};
