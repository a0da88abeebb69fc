import type { CreditNoteWords } from '../en/credit-notes.ts';

/** What is said of credit notes, in French. */
export const creditNotes: CreditNoteWords = {
  heading: 'Avoir',
  title: (number, merchant) => `Avoir ${number} de ${merchant}`,
  number: 'Numéro de l’avoir',
  corrects: (number, date) => `Corrige la facture ${number} du ${date}`,
  reason: 'Motif',
  invoice: 'Facture',
  settled: {
    offDue: 'Déduit du montant à payer',
    refunded: 'Remboursé',
    asCredit: 'Porté à votre crédit',
    outside: 'Remboursé par un autre moyen',
  },
  onInvoice: {
    status: 'Annulée par avoir',
    closed: (merchant) =>
      `${merchant} a émis un avoir pour la totalité de cette facture. Vous n’avez rien à payer.`,
    list: 'Avoirs',
    download: (number) => `Télécharger l’avoir ${number}`,
    downloadXml: (number) => `Télécharger l’avoir ${number} au format électronique`,
    since: (date) => `Annulée par avoir le ${date}. Rien à payer.`,
  },
  mail: {
    subject: (number, merchant, amount, invoice) =>
      `Avoir ${number}\u00a0: ${amount} (facture ${invoice}, ${merchant})`,
    status: (date) => `Avoir du ${date}`,
    explained: (merchant, amount, invoice) =>
      `${merchant} a émis un avoir de ${amount} sur la facture ${invoice}.`,
    closed: 'Il ne reste rien à payer sur cette facture.',
    stillDue: (amount) => `Il reste ${amount} à payer sur cette facture.`,
    refunded: (amount) =>
      `${amount} sont remboursés sur le moyen de paiement que vous avez utilisé. L’opération peut mettre jusqu’à dix jours à apparaître sur votre compte.`,
    asCredit: (amount) =>
      `${amount} sont portés à votre crédit et seront déduits de vos prochaines factures.`,
    outside: (amount, merchant) => `${merchant} vous rembourse ${amount} par un autre moyen.`,
    attached: 'L’avoir est joint en PDF.',
    linked: 'Le PDF est trop volumineux pour un e-mail\u00a0: téléchargez-le depuis la page de la facture.',
    total: 'Montant de l’avoir',
  },
};
