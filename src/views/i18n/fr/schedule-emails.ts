import type { ScheduleWords } from '../en/schedule-emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** Mails about a billing schedule, in French. */
export const scheduleEmails: ScheduleWords = {
  title: (merchant) => `Vos factures récurrentes de ${merchant}`,
  view: 'Voir les factures récurrentes',
  what: 'Pour',
  rhythm: 'Fréquence',
  every: {
    days: (count) => plural('fr', count, { one: 'Tous les jours', other: `Tous les ${count} jours` }),
    weeks: (count) =>
      plural('fr', count, { one: 'Toutes les semaines', other: `Toutes les ${count} semaines` }),
    months: (count) => plural('fr', count, { one: 'Tous les mois', other: `Tous les ${count} mois` }),
    years: (count) => plural('fr', count, { one: 'Tous les ans', other: `Tous les ${count} ans` }),
  },
  counted: 'Votre consommation s’ajoute à ces montants.',
  mayPause: 'Vous pouvez les suspendre à tout moment dans le portail client.',
  mayEnd: 'Vous pouvez les suspendre ou les arrêter à tout moment dans le portail client.',
  ask: (merchant) => `Pour les modifier ou les arrêter, contactez ${merchant}.`,
  created: {
    subject: (name, amount, date, merchant) =>
      given(amount, {
        known: `Factures récurrentes\u00a0: ${name}, ${amount} le ${date} (${merchant})`,
        unknown: `Factures récurrentes\u00a0: ${name}, à partir du ${date} (${merchant})`,
      }),
    headline: 'Vos factures récurrentes',
    status: (date) => `Première facture le ${date}`,
    explained: (merchant, name) => `${merchant} vous facturera ${name} comme indiqué ci-dessous.`,
    onSend: (method) =>
      given(method, {
        known: `Chaque facture sera débitée automatiquement (${method}) lors de son envoi.`,
        unknown:
          'Chaque facture sera débitée automatiquement lors de son envoi, dès que vous aurez enregistré un moyen de paiement.',
      }),
    onDueDate: (method) =>
      given(method, {
        known: `Chaque facture sera débitée automatiquement (${method}) à son échéance.`,
        unknown:
          'Chaque facture sera débitée automatiquement à son échéance, dès que vous aurez enregistré un moyen de paiement.',
      }),
    byYou: 'Rien n’est débité automatiquement. Chaque facture vous est envoyée par e-mail et vous la payez.',
    last: (date) => `La dernière facture arrivera le ${date}.`,
    next: 'Prochaines factures',
    days: (from, to) => `Du ${from} au ${to}`,
    comesOn: (date) => `Facture le ${date}`,
    notSaid: 'Selon consommation',
  },
  cadence: {
    subject: (name, date, merchant) => `Nouveau rythme\u00a0: ${name}, à partir du ${date} (${merchant})`,
    status: (date) => `À partir du ${date}`,
    explained: (merchant, name, date) =>
      `${merchant} continuera de vous facturer ${name}, à un autre rythme à partir du ${date}. D’ici là, rien ne change.`,
  },
  ended: {
    subject: (name, date, merchant) => `Fin des factures\u00a0: ${name}, ${date} (${merchant})`,
    headline: 'Fin des factures récurrentes',
    status: (date) => `Dernier jour\u00a0: ${date}`,
    over: (merchant, name) => `${merchant} ne vous enverra plus de factures pour ${name}.`,
    later: (name, date, merchant) =>
      `${name} vous est facturé jusqu’au ${date}. Ensuite, ${merchant} ne vous enverra plus de factures à ce titre.`,
    open: 'Les factures que vous avez déjà reçues restent inchangées.',
  },
  price: {
    subject: (name, amount, date, merchant) =>
      `Nouveau prix\u00a0: ${name}, ${amount} à partir du ${date} (${merchant})`,
    status: (date) => `À partir du ${date}`,
    explained: (merchant, name, date) => `${merchant} change le prix de ${name} à partir du ${date}.`,
    was: 'Jusque-là',
    becomes: 'Nouveau prix',
    first: (date) => `La première facture au nouveau prix arrivera le ${date}.`,
    atOnce: 'Les jours restants déjà facturés sont crédités à l’ancien prix et facturés au nouveau.',
    counted: (merchant) =>
      `Votre consommation s’ajoute à ces montants. Demandez à ${merchant} les nouveaux prix correspondants.`,
  },
  paused: {
    subject: (name, date, merchant) => `Factures suspendues\u00a0: ${name} (${merchant}, ${date})`,
    headline: 'Factures récurrentes suspendues',
    status: (date) => `Suspendues le ${date}`,
    explained: (merchant, name) =>
      `${merchant} ne vous enverra plus de factures pour ${name} tant que vous ne les aurez pas reprises.`,
  },
  resumed: {
    subject: (name, date, merchant) => `Factures reprises\u00a0: ${name} (${merchant}, ${date})`,
    headline: 'Factures récurrentes reprises',
    status: (date) => `Reprises le ${date}`,
    explained: (merchant, name) => `${merchant} vous facturera de nouveau ${name}.`,
    next: (date) => `La prochaine facture arrivera le ${date}.`,
  },
  byCustomer: {
    title: 'Échéancier de facturation',
    schedule: 'Échéancier',
    paused: {
      subject: (name, customer, date) => `Suspendu par client\u00a0: ${name} (${customer}, ${date})`,
      headline: 'Votre client a suspendu un échéancier',
      status: (date) => `Suspendu le ${date}`,
      explained: (customer, name) =>
        `${customer} a suspendu ${name} dans le portail. Aucune facture n’est établie jusqu’à la reprise.`,
    },
    resumed: {
      subject: (name, customer, date) => `Repris par le client\u00a0: ${name} (${customer}, ${date})`,
      headline: 'Votre client a repris un échéancier',
      status: (date) => `Repris le ${date}`,
      explained: (customer, name) =>
        `${customer} a repris ${name} dans le portail. Les périodes échues entre-temps ont été omises.`,
    },
    ended: {
      subject: (name, customer, date) => `Arrêté par le client\u00a0: ${name} (${customer}, ${date})`,
      headline: 'Votre client a arrêté un échéancier',
      status: (date) => `Arrêté le ${date}`,
      explained: (customer, name) =>
        `${customer} a arrêté ${name} dans le portail, à la fin de la période en cours.`,
    },
    lastDay: 'Dernier jour facturé',
    allowed:
      'Vos paramètres permettent aux clients de le faire dans le portail. Vous pouvez changer cela sous «\u00a0Business profile\u00a0».',
  },
};
