import type { BusinessWords } from '../en/business-emails.ts';

/** What the business is told of its customers' payments, in French. */
export const businessEmails: BusinessWords = {
  title: (number, customer) => `Facture ${number} à ${customer}`,
  view: 'Ouvrir la facture en ligne',
  closing: (address) =>
    `Ce message est envoyé à ${address}, l’adresse indiquée dans les paramètres de votre entreprise.`,
  customer: 'Client',
  invoice: 'Numéro de facture',
  due: 'Échéance',
  remaining: 'Montant dû',
  method: 'Moyen de paiement',
  code: 'Code d’échec',
  noCode: 'non indiqué',
  told: 'Message au client',
  next: 'Prochaine tentative',
  noNext: 'aucune',
  payment: 'Paiement',
  refund: 'Remboursement',
  reason: 'Motif',
  origin: 'À l’initiative de',
  automatic: 'paiement automatique',
  byCustomer: 'client',
  evidenceDue: 'Justificatifs avant le',
  failed: {
    subject: (amount, date, number, customer) =>
      `Paiement échoué\u00a0: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Paiement échoué le ${date}`,
    next: (date) => `La prochaine tentative automatique aura lieu le ${date}.`,
    nextWith: (date, method) => `La prochaine tentative automatique aura lieu le ${date} (${method}).`,
    noNext:
      'Aucune tentative automatique n’est prévue. La facture reste ouverte et peut être payée par son lien.',
  },
  declined: {
    subject: (amount, date, number, customer) =>
      `Autre moyen débité\u00a0: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Payée avec un autre moyen le ${date}`,
    explained:
      'Un moyen de paiement du client a été refusé. Un autre a été débité immédiatement, et la facture est payée.',
    charged: 'Débité à la place',
  },
  ended: {
    subject: (amount, date, number, customer) =>
      `Recouvrement fini\u00a0: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Dernière tentative échouée le ${date}`,
    explained:
      'Il n’y aura pas d’autre tentative automatique\u00a0: les tentatives sont épuisées, ou l’échec n’en permet pas d’autre.',
    open: 'La facture reste ouverte et peut être payée par son lien. Les rappels sont envoyés selon vos paramètres.',
  },
  returned: {
    subject: (amount, date, number, customer) =>
      `Paiement rejeté\u00a0: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Rejeté le ${date}`,
    explained: (amount) =>
      `La banque du client a rejeté un paiement de ${amount} qui avait abouti. Stripe le débite de votre solde.`,
    open: 'La facture est de nouveau ouverte et ne sera plus réglée automatiquement.',
  },
  refundFailed: {
    subject: (amount, date, number, customer) =>
      `Remboursement échoué\u00a0: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Remboursement échoué le ${date}`,
    explained: 'Le client n’a pas reçu ce remboursement. Le montant se trouve dans votre solde Stripe.',
    next: 'Convenez avec le client d’un autre moyen, ou demandez de nouveau le remboursement.',
  },
  stripeRefuses: {
    subject: (customer, date) => `Stripe refuse les paiements de ${customer}, ${date}`,
    title: 'Paiement en ligne',
    headline: 'Stripe refuse les paiements en ligne',
    status: (date) => `Depuis le ${date}`,
    connection:
      'Stripe refuse cette opération pour votre compte. Les clients ne peuvent pas payer en ligne tant que ce n’est pas corrigé.',
    ofCustomer: (customer) =>
      `Stripe n’accepte pas les coordonnées de ${customer}. Ses factures ne peuvent pas être payées en ligne tant que ce n’est pas corrigé.`,
    ofInvoice: (number, customer) =>
      `Stripe n’accepte pas de paiement pour la facture ${number} adressée à ${customer}. Elle ne peut pas être payée en ligne tant que ce n’est pas corrigé.`,
    told: 'Toute personne qui ouvre un lien de paiement apprend que le paiement en ligne est impossible pour le moment, que vous le savez et comment payer autrement.',
    next: 'Corrigez ce que Stripe indique ci-dessous, dans vos paramètres ici ou dans le tableau de bord Stripe. Le prochain paiement fera une nouvelle tentative.',
    param: 'Paramètre',
    words: 'Message de Stripe',
  },
  cardTesting: {
    subject: (date) => `Des cartes sont testées sur vos pages, ${date}`,
    title: 'Cartes refusées',
    headline: 'Trop de cartes ont été refusées',
    status: (time) => `Bloqué jusqu’au ${time}`,
    ofLink: (number, customer) =>
      `Sur le lien de la facture ${number} adressée à ${customer}, des cartes ont été refusées l’une après l’autre. C’est ainsi que l’on teste des cartes volées\u00a0: le lien n’accepte plus de paiement pour le moment.`,
    ofCustomer: (customer) =>
      `Là où ${customer} paie, par lien et dans le portail, des cartes ont été refusées l’une après l’autre. C’est ainsi que l’on teste des cartes volées\u00a0: ce client ne peut plus y payer pour le moment.`,
    ofBusiness:
      'Sur vos liens de paiement, plus de cartes ont été refusées qu’acceptées en une heure. C’est ainsi que l’on teste des cartes volées\u00a0: aucun de vos liens n’accepte de paiement pour le moment. Les clients connectés à leur portail peuvent toujours payer.',
    told: 'Toute personne qui ouvre un lien bloqué est invitée à vous écrire. Les paiements automatiques continuent.',
    next: 'Le blocage prend fin de lui-même. Si c’était votre client, vous pouvez le lever plus tôt par l’API. Sinon, remplacez les liens de la facture et examinez les tentatives dans le tableau de bord Stripe.',
    declines: 'Cartes refusées',
    until: 'Bloqué jusqu’au',
  },
  unreachable: {
    subject: (customer, date) => `Nos e-mails n’arrivent pas à ${customer}, ${date}`,
    title: 'E-mail non distribué',
    headline: 'Votre client n’a pas reçu notre e-mail',
    status: (date) => `Le ${date}`,
    ofInvoice: (number, customer) =>
      `Un message au sujet de la facture ${number} n’est parvenu à aucune des adresses de ${customer}.`,
    ofCustomer: (customer) => `Un message à ${customer} n’est parvenu à aucune de ses adresses.`,
    waits:
      'Une annonce que personne n’a reçue ne compte pas\u00a0: les paiements automatiques qui doivent être annoncés attendent que quelqu’un la reçoive.',
    next: 'Corrigez les adresses de ce client ou appelez-le. Les messages en attente lui seront alors renvoyés.',
    addresses: 'Adresses',
    words: 'Message du serveur de messagerie',
  },
  dispute: {
    opened: {
      subject: (amount, date, number, customer) =>
        `Litige ouvert\u00a0: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Contesté le ${date}`,
      explained:
        'Le client conteste ce paiement auprès de sa banque. Stripe retient le montant et des frais jusqu’à la décision. Le paiement automatique de ce client est suspendu pendant ce temps.',
    },
    inquiry: {
      subject: (amount, date, number, customer) =>
        `Demande d’info\u00a0: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Demande d’information depuis le ${date}`,
      explained:
        'La banque du client demande des renseignements sur ce paiement. Aucune somme n’a été retenue. Sans réponse, la demande peut devenir un litige.',
    },
    answer: (date) => `Répondez avec des justificatifs dans le tableau de bord Stripe avant le ${date}.`,
    answerUndated: 'Répondez avec des justificatifs dans le tableau de bord Stripe.',
    answerThere: 'Répondre dans Stripe',
    won: {
      subject: (amount, date, number, customer) =>
        `Litige gagné\u00a0: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Litige gagné le ${date}`,
      explained: 'La décision est en votre faveur. Le paiement est maintenu, et il n’y a plus rien à faire.',
    },
    lost: {
      subject: (amount, date, number, customer) =>
        `Litige perdu\u00a0: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Litige perdu le ${date}`,
      explained: 'La décision est en faveur du client, et le montant ne vous sera pas restitué.',
    },
  },
};
