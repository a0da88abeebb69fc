import type { HostedWords } from '../en/hosted.ts';

/** What an invoice's page says around its document, and what confirms a printed copy, in French. */
export const hosted: HostedWords = {
  secured: 'Sécurisé par Stripe',
  methods: { cards: 'Cartes, Apple Pay, Google Pay', usBank: 'Compte bancaire américain' },
  runBy: (merchant) =>
    `${merchant} gère cette page. Vous saisissez vos coordonnées de carte ou de compte uniquement sur la page de Stripe.`,
  document: 'Détail de la facture',
  copyOf: {
    asOf: (time) => `Dernière mise à jour\u00a0: ${time}`,
    why: 'Notre base de données ne répond pas pour le moment. Ce qui a changé depuis n’apparaît pas encore.',
    noPayment:
      'Vous ne pouvez pas payer ici pour le moment, et rien n’est débité. Réessayez dans une minute.',
  },
  calendar: 'Ajouter au calendrier',
  calendarEvent: (amount, merchant, number) => `Payer ${amount} à ${merchant} (facture ${number})`,
  forward: 'Transférer à la comptabilité',
  forwardText: (merchant, number, amount) =>
    `Merci de régler la facture ${number} de ${merchant}\u00a0: ${amount}.`,
  wrong: 'Signaler une erreur',
  wrongSubject: (number) => `Question sur la facture ${number}`,
  wrongText: (number, date, amount) =>
    `Facture ${number} du ${date}, ${amount}\u00a0: voici ce qui ne va pas\u00a0:`,
  timeline: {
    heading: 'Historique',
    sent: 'Envoyée',
    seen: 'Consultée',
    processing: (amount) => `Paiement de ${amount} initié`,
    paid: (amount) => `${amount} payés`,
    failed: (amount) => `Paiement de ${amount} échoué`,
    credit: (amount) => `${amount} payés avec votre crédit`,
    creditNote: (number, amount) => `Avoir ${number} de ${amount}`,
    takenBack: (amount) => `${amount} repris par la banque`,
    reversed: (amount) => `Paiement enregistré de ${amount} annulé`,
    refunding: (amount) => `Remboursement de ${amount} initié`,
    refunded: (amount) => `${amount} remboursés`,
    asCredit: (amount) => `${amount} portés à votre crédit`,
    outside: (amount) => `${amount} remboursés par un autre moyen`,
    voided: 'Annulée',
  },
  transfer: {
    holder: 'Titulaire du compte',
    bank: 'Banque',
    bankCode: 'Code banque',
    branch: 'Agence',
    accountType: 'Type de compte',
    routingNumber: 'Numéro d’acheminement',
    sortCode: 'Code bancaire (sort code)',
    accountNumber: 'Numéro de compte',
    amount: 'Montant',
    reference: 'Référence',
    copy: 'Touchez une valeur ou cliquez dessus pour la sélectionner, puis copiez-la.',
    scan: 'Scannez avec l’application de votre banque pour remplir le virement.',
    code: 'Code QR pour un virement SEPA',
    swissCode: 'Swiss QR Code pour ce virement',
    swissScan: 'Scannez avec l’application d’une banque suisse pour payer comme avec une QR-facture.',
  },
  copy: {
    scan: 'Scannez pour vérifier cet exemplaire',
    title: 'Vérifier votre exemplaire',
    lead: (merchant) =>
      `Voici ce que ${merchant} a émis. Si votre exemplaire indique un autre numéro, un autre montant ou d’autres coordonnées bancaires, ne payez pas. Contactez d’abord ${merchant} par un moyen que vous connaissez déjà.`,
    accounts: 'Coordonnées bancaires de cet exemplaire',
    noAccounts: 'Cet exemplaire n’indique aucune coordonnée bancaire.',
    stands: 'Ces coordonnées bancaires sont toujours valables.',
    replaced:
      'Ces comptes ne reçoivent plus d’argent. Utilisez les coordonnées bancaires de la page de la facture.',
  },
};
