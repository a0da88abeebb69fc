import type { EmailWords } from '../en/emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';
import { scheduleEmails } from './schedule-emails.ts';

/** What only the mails say, in French. */
export const emails: EmailWords = {
  invoiceSent: {
    subject: (number, merchant, amount) => `Facture ${number}\u00a0: ${amount} (${merchant})`,
    subjectDue: (number, merchant, amount, date) =>
      `Facture ${number}\u00a0: ${amount}, à payer le ${date} (${merchant})`,
    preview: (merchant) => `${merchant} vous a envoyé une facture, jointe en PDF.`,
    previewLinked: (merchant) => `${merchant} vous a envoyé une facture.`,
    nothingDue: 'Rien à payer',
    due: (date) => `À payer le ${date}`,
    wasDue: (date) => `En retard, échue le ${date}`,
    dueOnReceipt: 'À payer à réception',
    chargedAtOnce: 'Cette facture sera réglée automatiquement avec votre moyen de paiement enregistré.',
    chargedOn: (date) =>
      `Cette facture sera réglée automatiquement le ${date} avec votre moyen de paiement enregistré.`,
    attached: 'La facture est jointe en PDF.',
    linked: 'Le PDF est trop volumineux pour un e-mail\u00a0: téléchargez-le depuis la page de la facture.',
  },
  receipt: {
    subject: (number, amount, date) => `Reçu\u00a0: ${amount} pour ${number}, payés le ${date}`,
    subjectSeveral: (invoices, amount, date) =>
      `Reçu\u00a0: ${amount} pour ${invoices} factures, payés le ${date}`,
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
      `Rien à payer\u00a0: ${number} annulée (${amount}, ${date}, ${merchant})`,
    preview: (merchant) => `${merchant} a annulé cette facture. Vous n’avez rien à payer.`,
    status: (date) => `Annulée le ${date}`,
    statusUndated: 'Annulée',
    explained: (merchant) => `${merchant} a annulé cette facture. Vous n’avez rien à payer.`,
    alreadyPaid: (merchant) =>
      `Si vous avez déjà envoyé un paiement pour cette facture, veuillez contacter ${merchant}.`,
    amount: 'Montant qui n’est plus dû',
  },
  chargeNotice: {
    subject: (amount, date, number, merchant) => `Débit de ${amount} le ${date}, ${number} (${merchant})`,
    status: (date) => `Débit le ${date}`,
    explained: (merchant, amount, date, method) =>
      given(method, {
        known: `${merchant} débitera ${amount} le ${date} (${method}). Vous n’avez rien à faire.`,
        unknown: `${merchant} débitera ${amount} le ${date}. Vous n’avez rien à faire.`,
      }),
    choices:
      'Vous pouvez payer plus tôt ou autrement. Si vous ne souhaitez pas que cette facture soit réglée automatiquement, vous pouvez l’empêcher avant cette date\u00a0; elle reste alors due.',
    date: 'Date du débit',
    method: 'Moyen de paiement',
    payNow: 'Payer maintenant avec Stripe',
    pause: 'Ne pas régler cette facture automatiquement',
  },
  failed: {
    subject: (amount, date, number, merchant) =>
      `Paiement échoué\u00a0: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date) => `Paiement échoué le ${date}`,
    charge: (method, date) =>
      given(method, {
        known: `Le débit du ${date} n’a pas abouti (${method}).`,
        unknown: `Le débit du ${date} n’a pas abouti.`,
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
    payNow: 'Veuillez payer en ligne, avec la carte ou le compte de votre choix.',
    paySooner:
      'Vous pouvez aussi payer dès maintenant, avec une autre carte ou un autre compte si vous le souhaitez.',
    date: 'Date',
    method: 'Moyen de paiement',
    amount: 'Montant de la tentative',
    nextDate: 'Prochaine tentative',
  },
  declined: {
    subject: (amount, date, number, merchant) =>
      `Autre moyen débité\u00a0: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date) => `Payée avec un autre moyen le ${date}`,
    instead: (amount, method) =>
      given(method, {
        known: `${amount} ont été débités d’un autre de vos moyens de paiement (${method}). Vous n’avez rien à faire.`,
        unknown: `${amount} ont été débités d’un autre de vos moyens de paiement. Vous n’avez rien à faire.`,
      }),
    first:
      'Le moyen qui a fonctionné sera désormais débité en premier. Vous pouvez le changer dans vos paramètres de paiement.',
    declined: 'Refusé',
    charged: 'Débité à la place',
  },
  ended: {
    subject: (amount, number, merchant, date) =>
      `À régler\u00a0: ${amount}, ${number} (débit échoué le ${date}, ${merchant})`,
  },
  confirmation: {
    subject: (amount, number, merchant, date) =>
      `À confirmer\u00a0: ${amount}, ${number} (${date}, ${merchant})`,
    status: 'En attente de votre confirmation',
    explained: (merchant, method) =>
      given(method, {
        known: `${merchant} a tenté un débit (${method}). Votre banque souhaite que vous confirmiez vous-même le paiement\u00a0; rien n’a donc encore été débité.`,
        unknown: `${merchant} a tenté un débit. Votre banque souhaite que vous confirmiez vous-même le paiement\u00a0; rien n’a donc encore été débité.`,
      }),
    action: 'Veuillez payer maintenant, et confirmer le paiement lorsque votre banque vous le demande.',
  },
  debitStarted: {
    subject: (amount, date, number, merchant) =>
      `Paiement bancaire\u00a0: ${amount}, ${number} (initié le ${date}, ${merchant})`,
    status: (date) => `Paiement en cours depuis le ${date}`,
    explained: (amount, method, date) =>
      given(method, {
        known: `${amount} sont en cours de prélèvement (${method}). Les paiements bancaires prennent quelques jours ouvrés\u00a0; celui-ci devrait arriver d’ici au ${date}.`,
        unknown: `${amount} sont en cours de prélèvement. Les paiements bancaires prennent quelques jours ouvrés\u00a0; celui-ci devrait arriver d’ici au ${date}.`,
      }),
    nothingToDo:
      'Vous n’avez rien à faire\u00a0: inutile de payer une seconde fois. Vous recevrez un reçu dès réception du paiement.',
    expected: 'Attendu d’ici au',
  },
  returned: {
    subject: (amount, date, number, merchant) =>
      `Paiement rejeté\u00a0: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date) => `Rejeté par votre banque le ${date}`,
    explained: (amount, merchant, method) =>
      given(method, {
        known: `Votre banque a rejeté le paiement de ${amount} que ${merchant} avait reçu (${method}).`,
        unknown: `Votre banque a rejeté le paiement de ${amount} que ${merchant} avait reçu.`,
      }),
    dueAgain: (amount) =>
      `${amount} sont de nouveau dus et ne seront pas débités automatiquement. Votre banque peut vous dire pourquoi le paiement a été rejeté.`,
    amount: 'Montant rejeté',
  },
  refund: {
    subject: (amount, date, number, merchant) =>
      `Remboursement\u00a0: ${amount}, ${number} (${date}, ${merchant})`,
    title: (merchant) => `Remboursement de ${merchant}`,
    status: (date) => `Remboursé le ${date}`,
    explained: (merchant, amount, method) =>
      given(method, {
        known: `${merchant} vous a remboursé ${amount} (${method}).`,
        unknown: `${merchant} vous a remboursé ${amount}.`,
      }),
    surplus:
      'La somme payée dépassait le montant de cette facture\u00a0; l’excédent vous a donc été remboursé.',
    time: 'Il peut mettre jusqu’à dix jours à apparaître sur votre compte. Vous n’avez rien à faire.',
    method: 'Remboursé sur',
    reference: 'Référence',
  },
  reminder: {
    subject: (number, merchant, amount, date) =>
      `Rappel\u00a0: ${amount} échus le ${date}, ${number} (${merchant})`,
    subjectUndated: (number, merchant, amount, date) =>
      `Rappel\u00a0: ${amount} à payer, ${number} (${merchant}, ${date})`,
    subjectFailed: (number, merchant, amount, date) =>
      `Rappel\u00a0: il reste ${amount} à payer, ${number} (${merchant}, ${date})`,
    explained: (merchant, amount) =>
      `${merchant} n’a pas encore reçu de paiement de ${amount} pour cette facture.`,
    failed: (merchant, amount) =>
      `Le dernier paiement de cette facture n’a pas abouti, et ${merchant} attend encore ${amount}.`,
    crossed: 'Si vous venez de payer, veuillez ne pas tenir compte de ce rappel.',
    overdueFor: (days) =>
      plural('fr', days, {
        one: 'Cette facture est en retard d’un jour.',
        other: `Cette facture est en retard de ${days} jours.`,
      }),
  },
  invoiceTitle: (number, merchant) => `Facture ${number} de ${merchant}`,
  pay: 'Payer avec Stripe',
  view: 'Voir la facture',
  settings: 'Modifier les paramètres de paiement',
  billedTo: 'Facturé à',
  noLink: (merchant) => `Veuillez contacter ${merchant} pour convenir d’un moyen de paiement.`,
  noLinkTransfer: 'Vous pouvez payer par virement\u00a0; les coordonnées figurent ci-dessous.',
  moreItems: (count) => `et ${count} de plus, dans le PDF joint`,
  moreItemsOnline: (count) => `et ${count} de plus, sur la page de la facture`,
  questions: (merchant) => `Des questions\u00a0? Contactez ${merchant}.`,
  questionsAt: (address) => `Des questions\u00a0? Écrivez à ${address}.`,
  business: businessEmails,
  account: accountEmails,
  schedules: scheduleEmails,
};
