import type { AccountWords } from '../en/account-emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** Mails to a customer about no invoice, in French. */
export const accountEmails: AccountWords = {
  title: (merchant) => `Votre compte client chez ${merchant}`,
  settings: 'Voir les paramètres de paiement',
  autopay: 'Voir le paiement automatique',
  notYou: (merchant) =>
    `Si vous n’êtes pas à l’origine de cette action, contactez ${merchant} sans attendre.`,
  signIn: {
    subject: (merchant, time) => `Votre lien de connexion\u00a0: ${merchant}, valable jusqu’au ${time}`,
    headline: 'Se connecter',
    status: (time) => `Utilisable une fois, jusqu’au ${time}`,
    explained: (merchant) =>
      `Connectez-vous pour voir vos factures de ${merchant}. Ouvrez le lien dans le navigateur où vous l’avez demandé.`,
    neutralTitle: 'Vos factures',
    neutralSubject: (time) => `Votre lien de connexion, valable jusqu’au ${time}`,
    neutralExplained:
      'Connectez-vous pour voir les factures envoyées à cette adresse. Ouvrez le lien dans le navigateur où vous l’avez demandé.',
    neutralClosing: 'Des questions\u00a0? Contactez l’expéditeur de vos factures.',
    portal: 'Portail client',
    notYou:
      'Si vous n’avez pas demandé ce lien, vous n’avez rien à faire\u00a0: personne ne peut se connecter sans lui. Ne le transférez pas.',
    action: 'Se connecter',
  },
  methodAsked: {
    subject: (merchant) => `Ajoutez un moyen de paiement (${merchant})`,
    headline: 'Ajoutez un moyen de paiement',
    status: (time) => `Le lien est utilisable une fois, jusqu’au ${time}`,
    explained: (merchant, customer) =>
      `${merchant} vous demande une carte ou un compte bancaire pour régler les factures de ${customer}.`,
    nothingCharged:
      'L’ajout ne déclenche aucun débit. Vous verrez d’abord ce qui pourra être débité, et vous pourrez retirer ce moyen de paiement à tout moment.',
    note: 'Ne transférez pas cet e-mail\u00a0: quiconque ouvre le lien voit vos factures et vos moyens de paiement. Si vous ne l’attendiez pas, vous n’avez rien à faire.',
    action: 'Ajouter un moyen de paiement',
  },
  methodAdded: {
    openInvoices:
      'L’ajout ne déclenche aucun débit. Si des factures sont en attente, vous décidez de leur sort dans vos paramètres de paiement.',
    subject: (method, merchant, date) => `Moyen ajouté\u00a0: ${method} (${merchant}, ${date})`,
    headline: 'Moyen de paiement ajouté',
    status: (date) => `Ajouté le ${date}`,
    explained: (merchant, method) =>
      `Ce moyen de paiement est enregistré pour les factures de ${merchant}\u00a0: ${method}. Vous pouvez le supprimer à tout moment dans vos paramètres de paiement.`,
  },
  mandate: {
    subject: (merchant, last4, date) =>
      `Prélèvement autorisé\u00a0: compte •••• ${last4} (${merchant}, ${date})`,
    headline: 'Autorisation confirmée',
    status: (date) => `Autorisation du ${date}`,
    explained: (merchant, account) =>
      `Vous avez autorisé ${merchant} à prélever sur ce compte les factures que vous payez ou faites prélever automatiquement, à hauteur des montants qui y figurent, et à le créditer lorsqu’un prélèvement doit être corrigé\u00a0: ${account}. Stripe exécute les prélèvements.`,
    revoke: (merchant, contact) =>
      `L’autorisation est valable jusqu’à ce que vous la révoquiez. Pour la révoquer, supprimez le compte dans vos paramètres de paiement ou prévenez ${merchant}\u00a0: ${contact}. Les prélèvements déjà en cours sont encore exécutés.`,
    keep: 'Veuillez conserver cette confirmation.',
    authorised: 'Bénéficiaire autorisé',
    holder: 'Titulaire du compte',
    bank: 'Banque',
    routing: 'Numéro d’acheminement (routing number)',
    account: 'Numéro de compte',
    endingIn: (last4) => `se terminant par ${last4}`,
    date: 'Date',
  },
  methodKept: {
    subject: (method, merchant, date) =>
      `Moyen conservé\u00a0: ${method} (pour les factures suivantes de ${merchant}, ${date})`,
    headline: 'Votre moyen de paiement est conservé',
    status: (date) => `Conservé le ${date}`,
    explained: (merchant, customer, method) =>
      `Vous avez payé avec ${method} une facture de ${merchant} adressée à ${customer}. Ce moyen de paiement est conservé pour les factures suivantes de ${customer}.`,
    waits: (customer) => `Il ne sera débité qu’après confirmation par ${customer}.`,
    agreed: 'Ce qui vous a été indiqué avant le paiement',
    stop: 'Si vous ne le souhaitez pas, vous pouvez y mettre fin sans vous connecter.',
    action: 'Ne plus le débiter',
  },
  methodToConfirm: {
    subject: (method, merchant, date) => `À confirmer\u00a0: ${method} (${merchant}, ${date})`,
    headline: 'Confirmez un moyen de paiement',
    status: (date) => `En attente depuis le ${date}`,
    explained: (merchant, method, email) =>
      given(email, {
        known: `L’une de vos factures de ${merchant} a été payée par lien (${method}), par ${email}. Cette adresse n’est pas l’une des vôtres.`,
        unknown: `L’une de vos factures de ${merchant} a été payée par lien (${method}). Nous ne savons pas par qui.`,
      }),
    next: 'Il ne sera débité pour vos prochaines factures que si vous le confirmez dans vos paramètres de paiement. Si vous ne le reconnaissez pas, supprimez-le au même endroit.',
  },
  methodRemoved: {
    subject: (method, merchant, date) => `Moyen supprimé\u00a0: ${method} (${merchant}, ${date})`,
    headline: 'Moyen de paiement supprimé',
    status: (date) => `Supprimé le ${date}`,
    explained: (merchant, method) =>
      `${merchant} ne peut plus débiter ce moyen de paiement\u00a0: ${method}.`,
  },
  verification: {
    subject: (last4, date) => `Compte •••• ${last4} à vérifier (dépôt de test d’ici au ${date})`,
    headline: 'Vérifiez votre compte bancaire',
    status: (date) => `Dépôt de test attendu d’ici au ${date}`,
    amounts: (account) =>
      `Stripe vous envoie deux petits dépôts (${account}). Lorsqu’ils apparaissent sur votre relevé, saisissez les deux montants dans vos paramètres de paiement.`,
    code: (account) =>
      `Stripe vous envoie un dépôt de 0,01 $US (${account}). Lorsqu’il apparaît sur votre relevé, saisissez le code de son libellé dans vos paramètres de paiement. Le code compte six caractères et commence par SM.`,
    limit:
      'Veuillez le faire dans les dix jours suivant son arrivée. Le compte peut être utilisé dès qu’il est vérifié.',
    action: 'Vérifier le compte bancaire',
  },
  verificationFailed: {
    subject: (last4, date) => `Compte bancaire •••• ${last4} non vérifié, ${date}`,
    headline: 'Compte bancaire non vérifié',
    status: (date) => `Terminé le ${date}`,
    attemptsExceeded: (account) =>
      `Des montants ou codes incorrects ont été saisis trop de fois. Ce compte ne peut plus être vérifié\u00a0: ${account}.`,
    timedOut: (account) => `Ce compte n’a pas été vérifié à temps\u00a0: ${account}.`,
    depositsFailed: (account) =>
      `Les dépôts de test n’ont pas pu être effectués\u00a0: ${account}. Le numéro d’acheminement ou de compte est peut-être incorrect.`,
    again:
      'Rien n’a été débité. Vous pouvez ajouter de nouveau ce compte, ou utiliser une autre carte ou un autre compte.',
    action: 'Ajouter un moyen de paiement',
  },
  cardExpiring: {
    subject: (card, month, merchant) => `Carte expirant fin ${month} (${card}, ${merchant})`,
    headline: 'Votre carte expire bientôt',
    status: (month) => `Valable jusqu’à fin ${month}`,
    explained: (merchant, card) =>
      `Les factures de ${merchant} sont payées avec cette carte\u00a0: ${card}. Une fois expirée, elle ne peut plus être débitée.`,
    next: 'Veuillez ajouter votre nouvelle carte. Si votre banque renouvelle celle-ci d’elle-même et en informe Stripe, vous n’avez rien à faire.',
    action: 'Mettre à jour la carte',
  },
  statement: {
    subject: (merchant, period) => `Relevé de compte\u00a0: ${period} (${merchant})`,
    period: (from, to) => `du ${from} au ${to}`,
    explained: (merchant, from, to) =>
      `Voici les mouvements de votre compte auprès de ${merchant} du ${from} au ${to}.`,
    attached: 'Le fichier joint contient toutes les écritures, pour votre tableur.',
    tooLong: 'Il y a trop d’écritures pour un e-mail. Vous les trouverez sur le portail client.',
    overdue: (amount) => `${amount} en retard`,
    overdueSum: 'Dont en retard',
    nothingOwed: 'Rien à payer',
    more: (count) => `Écritures antérieures dans le fichier joint\u00a0: ${count}`,
    action: 'Voir le relevé',
    stop: (merchant) =>
      `Vous recevez ce message une fois par mois, car ${merchant} envoie des relevés à votre adresse. Pour ne plus les recevoir, contactez ${merchant}.`,
  },
  autopayOn: {
    subject: (merchant, date) => `Paiement automatique activé (${merchant}, ${date})`,
    headline: 'Le paiement automatique est activé',
    status: (date) => `Convenu le ${date}`,
    onSend: (merchant, method) =>
      given(method, {
        known: `Les factures de ${merchant} seront réglées lorsqu’elles vous sont envoyées (${method}).`,
        unknown: `Les factures de ${merchant} seront réglées lorsqu’elles vous sont envoyées.`,
      }),
    onDueDate: (merchant, method) =>
      given(method, {
        known: `Les factures de ${merchant} seront réglées à leur échéance (${method}).`,
        unknown: `Les factures de ${merchant} seront réglées à leur échéance.`,
      }),
    asAgreed: (merchant, method) =>
      given(method, {
        known: `Les factures de ${merchant} seront réglées le jour indiqué avec chaque facture (${method}).`,
        unknown: `Les factures de ${merchant} seront réglées le jour indiqué avec chaque facture.`,
      }),
    cap: (amount) =>
      `Jusqu’à ${amount} sont débités par facture. Une facture d’un montant supérieur n’est pas réglée automatiquement.`,
    notice: (days) =>
      plural('fr', days, {
        one: 'Vous serez prévenu par e-mail un jour avant chaque débit à l’échéance.',
        other: `Vous serez prévenu par e-mail ${days} jours avant chaque débit à l’échéance.`,
      }),
    off: 'Vous pouvez à tout moment relire ceci, le modifier ou désactiver le paiement automatique dans vos paramètres.',
  },
  autopayOff: {
    subject: (merchant, date) => `Paiement automatique désactivé (${merchant}, ${date})`,
    headline: 'Le paiement automatique est désactivé',
    status: (date) => `Désactivé le ${date}`,
    explained: (merchant) =>
      `Les factures de ${merchant} ne seront plus réglées automatiquement. Veuillez payer chacune avec son lien.`,
    underWay: 'Un paiement déjà en cours peut encore aboutir.',
  },
};
