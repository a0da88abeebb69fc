import type { EmailWords } from '../en/emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';

/** What only the mails say, in French. */
export const emails: EmailWords = {
  invoiceSent: {
    subject: (number, merchant, amount) => `Facture ${number} de ${merchant}\u00a0: ${amount}`,
    subjectDue: (number, merchant, amount, date) =>
      `Facture ${number} de ${merchant}\u00a0: ${amount} à payer le ${date}`,
    preview: (merchant) => `${merchant} vous a envoyé une facture. Le PDF est joint.`,
    previewLinked: (merchant) => `${merchant} vous a envoyé une facture.`,
    nothingDue: 'Rien à payer',
    due: (date) => `À payer le ${date}`,
    wasDue: (date) => `En retard, échue le ${date}`,
    dueOnReceipt: 'À payer à réception',
    chargedAtOnce: 'Cette facture est débitée automatiquement sur votre moyen de paiement enregistré.',
    chargedOn: (date) =>
      `Cette facture sera débitée automatiquement le ${date} sur votre moyen de paiement enregistré.`,
    attached: 'La facture est jointe en PDF.',
    linked: 'Le PDF est trop volumineux pour un e-mail\u00a0: téléchargez-le depuis la facture en ligne.',
  },
  receipt: {
    subject: (number, amount, date) => `Reçu pour la facture ${number}\u00a0: ${amount} payés le ${date}`,
    subjectSeveral: (invoices, amount, date) =>
      `Reçu pour ${invoices} factures\u00a0: ${amount} payés le ${date}`,
    title: (merchant) => `Reçu de ${merchant}`,
    preview: (merchant) => `${merchant} a reçu votre paiement. Merci.`,
    paid: (date) => `Payé le ${date}`,
    stillDue: (amount) => `Il reste ${amount} à payer sur cette facture.`,
    date: 'Date',
    method: 'Moyen de paiement',
    reference: 'Référence',
    invoices: 'Factures',
    invoice: 'Facture',
    amountOfInvoice: 'Total de la facture',
    paidInAll: 'Payé au total',
  },
  invoiceVoided: {
    subject: (number, merchant, amount, date) =>
      `Facture ${number} de ${merchant} annulée le ${date}\u00a0: ${amount} ne sont plus dus`,
    preview: (merchant) => `${merchant} a retiré cette facture. Il n’y a rien à payer.`,
    status: (date) => `Annulée le ${date}`,
    statusUndated: 'Annulée',
    explained: (merchant) => `${merchant} a retiré cette facture. Il n’y a rien à payer.`,
    alreadyPaid: (merchant) =>
      `Si vous avez déjà envoyé un paiement pour cette facture, veuillez contacter ${merchant}.`,
    amount: 'Montant qui n’est plus dû',
  },
  chargeNotice: {
    subject: (amount, date, number, merchant) =>
      `${amount} seront prélevés le ${date}\u00a0: facture ${number} de ${merchant}`,
    status: (date) => `Prélèvement le ${date}`,
    explained: (merchant, amount, date, method) =>
      given(method, {
        known: `${merchant} prélèvera ${amount} le ${date} (${method}). Vous n’avez rien à faire.`,
        unknown: `${merchant} prélèvera ${amount} le ${date}. Vous n’avez rien à faire.`,
      }),
    choices:
      'Vous pouvez payer plus tôt ou autrement. Si cette facture ne doit pas être prélevée automatiquement, vous pouvez l’empêcher avant cette date\u00a0; elle reste alors due.',
    date: 'Date du prélèvement',
    method: 'Moyen de paiement',
    payNow: 'Payer maintenant avec Stripe',
    pause: 'Ne pas prélever cette facture automatiquement',
  },
  failed: {
    subject: (amount, date, number, merchant) =>
      `Paiement de ${amount} échoué le ${date}\u00a0: facture ${number} de ${merchant}`,
    status: (date) => `Paiement échoué le ${date}`,
    charge: (method, date) =>
      given(method, {
        known: `Le prélèvement du ${date} n’a pas abouti (${method}).`,
        unknown: `Le prélèvement du ${date} n’a pas abouti.`,
      }),
    payment: (method, date) =>
      given(method, {
        known: `Votre paiement du ${date} n’a pas abouti (${method}).`,
        unknown: `Votre paiement du ${date} n’a pas abouti.`,
      }),
    stillDue: (amount) => `Il reste ${amount} à payer.`,
    nextAttempt: (date) => `Une nouvelle tentative aura lieu automatiquement le ${date}.`,
    nextAttemptWith: (date, method) =>
      `Une nouvelle tentative aura lieu automatiquement le ${date} (${method}).`,
    noAttempt: 'Il n’y aura pas de nouvelle tentative automatique.',
    payNow: 'Veuillez payer à l’aide du bouton ci-dessous, avec la carte ou le compte de votre choix.',
    paySooner:
      'Vous pouvez aussi payer maintenant à l’aide du bouton ci-dessous, avec une autre carte ou un autre compte si vous le souhaitez.',
    date: 'Date',
    method: 'Moyen de paiement',
    amount: 'Montant de la tentative',
    nextDate: 'Prochaine tentative',
  },
  declined: {
    subject: (amount, date, number, merchant) =>
      `${amount} débités d’un autre moyen de paiement le ${date}\u00a0: facture ${number} de ${merchant}`,
    status: (date) => `Payée avec un autre moyen le ${date}`,
    instead: (amount, method) =>
      given(method, {
        known: `${amount} ont été débités d’un autre de vos moyens de paiement (${method}). Vous n’avez rien à faire.`,
        unknown: `${amount} ont été débités d’un autre de vos moyens de paiement. Vous n’avez rien à faire.`,
      }),
    first:
      'Le moyen qui a servi à payer est désormais débité en premier. Vous pouvez le changer dans vos paramètres de paiement.',
    declined: 'Refusé',
    charged: 'Débité à la place',
  },
  ended: {
    subject: (amount, number, merchant, date) =>
      `Veuillez payer ${amount} pour la facture ${number} de ${merchant}\u00a0: prélèvement échoué le ${date}`,
  },
  confirmation: {
    subject: (amount, number, merchant, date) =>
      `Veuillez confirmer votre paiement de ${amount}, ${date}\u00a0: facture ${number} de ${merchant}`,
    status: 'En attente de votre confirmation',
    explained: (merchant, method) =>
      given(method, {
        known: `${merchant} a tenté un prélèvement (${method}). Votre banque souhaite que vous confirmiez vous-même le paiement\u00a0; rien n’a donc encore été prélevé.`,
        unknown: `${merchant} a tenté un prélèvement. Votre banque souhaite que vous confirmiez vous-même le paiement\u00a0; rien n’a donc encore été prélevé.`,
      }),
    action:
      'Veuillez payer à l’aide du bouton ci-dessous et confirmer le paiement lorsque votre banque vous le demande.',
  },
  debitStarted: {
    subject: (amount, date, number, merchant) =>
      `Paiement bancaire de ${amount} commencé le ${date}\u00a0: facture ${number} de ${merchant}`,
    status: (date) => `Paiement en cours depuis le ${date}`,
    explained: (amount, method, date) =>
      given(method, {
        known: `${amount} sont en cours de prélèvement (${method}). Les paiements bancaires prennent quelques jours ouvrables\u00a0; celui-ci devrait arriver d’ici au ${date}.`,
        unknown: `${amount} sont en cours de prélèvement. Les paiements bancaires prennent quelques jours ouvrables\u00a0; celui-ci devrait arriver d’ici au ${date}.`,
      }),
    nothingToDo:
      'Vous n’avez rien d’autre à faire et n’avez pas besoin de payer de nouveau. Vous recevrez un reçu lorsque le paiement sera arrivé.',
    expected: 'Attendu d’ici au',
  },
  returned: {
    subject: (amount, date, number, merchant) =>
      `Paiement de ${amount} rejeté par votre banque le ${date}\u00a0: facture ${number} de ${merchant}`,
    status: (date) => `Rejeté par votre banque le ${date}`,
    explained: (amount, merchant, method) =>
      given(method, {
        known: `Votre banque a repris le paiement de ${amount} que ${merchant} avait reçu (${method}).`,
        unknown: `Votre banque a repris le paiement de ${amount} que ${merchant} avait reçu.`,
      }),
    dueAgain: (amount) =>
      `${amount} sont de nouveau dus et ne seront pas prélevés automatiquement. Votre banque peut vous dire pourquoi le paiement a été rejeté.`,
    amount: 'Montant rejeté',
  },
  refund: {
    subject: (amount, date, number, merchant) =>
      `Remboursement de ${amount} par ${merchant}, ${date}\u00a0: facture ${number}`,
    title: (merchant) => `Remboursement de ${merchant}`,
    status: (date) => `Remboursé le ${date}`,
    explained: (merchant, amount, method) =>
      given(method, {
        known: `${merchant} vous a remboursé ${amount} (${method}).`,
        unknown: `${merchant} vous a remboursé ${amount}.`,
      }),
    surplus:
      'La somme payée dépassait le montant de cette facture\u00a0; l’excédent vous a donc été remboursé.',
    time: 'Votre banque peut mettre jusqu’à dix jours à l’afficher. Vous n’avez rien à faire.',
    method: 'Remboursé sur',
    reference: 'Référence',
  },
  reminder: {
    subject: (number, merchant, amount, date) =>
      `Rappel\u00a0: facture ${number} de ${merchant}, ${amount} étaient à payer le ${date}`,
    subjectUndated: (number, merchant, amount, date) =>
      `Rappel du ${date}\u00a0: ${amount} à payer pour la facture ${number} de ${merchant}`,
    subjectFailed: (number, merchant, amount, date) =>
      `Rappel du ${date}\u00a0: il reste ${amount} à payer pour la facture ${number} de ${merchant}`,
    explained: (merchant, amount) =>
      `${merchant} n’a pas encore reçu de paiement de ${amount} pour cette facture.`,
    failed: (merchant, amount) =>
      `Le dernier paiement de cette facture n’a pas abouti, et ${merchant} attend encore ${amount}.`,
    crossed: 'Si vous venez de payer, vous n’avez rien à faire.',
    count: (count) =>
      plural('fr', count, { one: 'Ceci est le premier rappel.', other: `Ceci est le rappel n° ${count}.` }),
  },
  invoiceTitle: (number, merchant) => `Facture ${number} de ${merchant}`,
  pay: 'Payer avec Stripe',
  view: 'Voir la facture',
  settings: 'Modifier les paramètres de paiement',
  billedTo: 'Facturé à',
  noLink: (merchant) => `Veuillez contacter ${merchant} pour convenir d’un moyen de paiement.`,
  noLinkTransfer: 'Vous pouvez payer par virement\u00a0; les coordonnées figurent ci-dessous.',
  moreItems: (count) => `et ${count} de plus, dans le PDF joint`,
  moreItemsOnline: (count) => `et ${count} de plus, dans la facture en ligne`,
  questions: (merchant) => `Des questions\u00a0? Contactez ${merchant}.`,
  questionsAt: (address) => `Des questions\u00a0? Écrivez à ${address}.`,
  business: businessEmails,
  account: accountEmails,
};
