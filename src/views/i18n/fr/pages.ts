import type { PageWords } from '../en/pages.ts';
import { plural } from '../plural.ts';
import { failures } from './failures.ts';

/** Every word a payer reads, in French. A no-break space stands before colons and question marks. */
export const pages: PageWords = {
  sentenceGap: ' ',
  language: 'Langue',
  status: {
    draft: 'Brouillon',
    due: 'À payer',
    overdue: 'En retard',
    nothingDue: 'Rien à payer',
    processing: 'Paiement en cours',
    failed: 'Paiement échoué',
    returned: 'Paiement rejeté',
    paid: 'Payée',
    partiallyRefunded: 'Payée, partiellement remboursée',
    refunded: 'Remboursée',
    disputed: 'Paiement contesté',
    void: 'Annulée',
    uncollectible: 'Clôturée',
  },
  statusDetail: {
    on: (date) => `le ${date}`,
    wasDue: (date) => `· échue le ${date}`,
    isDue: (date) => `· à payer le ${date}`,
    onReceipt: 'à réception',
    since: (date) => `depuis le ${date}`,
  },
  invoice: {
    title: (number, merchant) => `Facture ${number} de ${merchant}`,
    titleSeveral: (numbers, merchant) => `Factures ${numbers} de ${merchant}`,
    amountDueTo: (merchant) => `Montant dû à ${merchant}`,
    amountPaidTo: (merchant) => `Payé à ${merchant}`,
    amountFrom: (merchant) => `Facture de ${merchant}`,
    processing: (amount, date, method) =>
      `Votre paiement de ${amount} (${method}) a été initié le ${date}. Les paiements bancaires prennent jusqu’à quatre jours ouvrés. Vous n’avez rien à faire.`,
    processingShort: (amount, date) =>
      `Votre paiement de ${amount} a été initié le ${date} et est en cours de traitement. Vous n’avez rien à faire.`,
    failed: (amount, date) => `Votre paiement de ${amount} du ${date} n’a pas abouti.`,
    returned: (amount, date) =>
      `Votre paiement de ${amount} du ${date} a été rejeté par votre banque. Le montant est donc de nouveau dû.`,
    paidWith: (amount, date, method) => `${amount} payés le ${date} (${method}).`,
    paidOn: (amount, date) => `${amount} payés le ${date}.`,
    reference: (reference) => `Référence ${reference}.`,
    partlyPaid: (paid, total) => `${paid} déjà payés sur ${total}.`,
    disputed:
      'Ce paiement est contesté auprès de votre banque. Vous n’avez rien à payer tant qu’elle examine le dossier.',
    pay: 'Payer avec Stripe',
    download: 'Télécharger le PDF',
    downloadXml: 'Facture électronique (XML)',
    payOnline: 'Payer en ligne\u00a0:',
    viewOnline: 'Consulter en ligne\u00a0:',
    from: 'Émetteur',
    to: 'Facturé à',
    addressee: { organization: (name) => name, person: (name) => name },
    number: 'Numéro de facture',
    issued: 'Date d’émission',
    due: 'Échéance',
    taxId: (taxId) => `N° TVA / identifiant fiscal ${taxId}`,
    rates: {
      row: (name, rate, net, tax, gross) => `${name} ${rate}\u00a0: HT ${net}, taxe ${tax}, TTC ${gross}`,
      beside: (name, rate, net, tax) => `${name} ${rate}\u00a0: HT ${net}, taxe ${tax}`,
      untaxed: (net) => `Hors taxe\u00a0: ${net}`,
    },
    details: {
      supplyDate: 'Date de la prestation',
      supplyPeriod: 'Période de la prestation',
      purchaseOrder: 'N° de commande',
      buyerReference: 'Votre référence',
      contract: 'Contrat',
    },
    lines: 'Détail',
    description: 'Désignation',
    quantity: 'Quantité',
    unitPrice: 'Prix unitaire',
    amount: 'Montant',
    lineDiscount: (amount) => `Remise ${amount}`,
    shownLines: (shown, all, count) =>
      plural('fr', count, {
        one: `${shown} ligne sur ${all} est affichée ici.`,
        other: `Les ${shown} premières lignes sur ${all} sont affichées ici.`,
      }),
    allLines: 'Afficher toutes les lignes',
    subtotal: 'Sous-total',
    discount: 'Remise',
    tax: (name, percentage) => `${name} ${percentage}`,
    taxOn: (name, percentage, taxable) => `${name} ${percentage} sur ${taxable}`,
    taxIncluded: (name, percentage) => `Dont ${name} ${percentage}`,
    total: 'Total',
    remaining: 'Montant dû',
    notes: 'Remarques',
    transferInstead: 'Ou payer par virement',
    transfer: 'Payer par virement',
    transferReference: (number) => `Indiquez ${number} comme référence.`,
    account: {
      routing: (routingNumber) => `Numéro ABA ${routingNumber}`,
      number: (accountNumber) => `Numéro de compte ${accountNumber}`,
      sortCode: (sortCode) => `Code bancaire (sort code) ${sortCode}`,
      branch: (branchCode) => `Agence ${branchCode}`,
      types: {
        ordinary: 'Compte ordinaire (普通)',
        current: 'Compte courant (当座)',
        savings: 'Compte d’épargne (貯蓄)',
      },
    },
    transferReplaced:
      'Nos coordonnées bancaires ont changé depuis l’émission de la facture. Merci de n’utiliser que celles-ci.',
    questions: (merchant) => `Une question sur cette facture\u00a0? Contactez ${merchant}.`,
  },
  pay: {
    title: (amount, merchant) => `Payer ${amount} à ${merchant}`,
    invoice: (number) => `Facture ${number}`,
    button: (amount) => `Payer ${amount} avec Stripe`,
    explained: 'Vous saisirez vos coordonnées de carte ou de compte sur la page de Stripe.',
    view: 'Voir la facture',
    withSaved: (amount, method) => `Payer ${amount} avec ${method}`,
    anotherMethod: 'Utiliser un autre moyen de paiement',
    isDefault: 'Par défaut',
    expires: (month) => `Expire en ${month}`,
    bankDebitTakes: 'Un prélèvement bancaire prend jusqu’à quatre jours ouvrés.',
  },
  success: {
    succeeded: 'Paiement réussi',
    processing: 'Paiement en cours',
    failed: 'Paiement non abouti',
    open: 'Paiement non terminé',
    unknown: 'Paiement pas encore confirmé',
    paidTo: (merchant) => `payés à ${merchant}`,
    onItsWay: (merchant) => `en cours de versement à ${merchant}`,
    dueTo: (merchant) => `dus à ${merchant}`,
    processingExplained:
      'Les paiements bancaires prennent jusqu’à quatre jours ouvrés. Vous n’avez rien à faire\u00a0: inutile de payer une seconde fois.',
    openExplained: 'Le paiement n’a pas été finalisé\u00a0: rien n’a encore été payé.',
    failedExplained: 'Rien n’a été payé.',
    unknownExplained:
      'Stripe ne nous a pas encore indiqué l’issue de ce paiement. Ne payez pas une seconde fois\u00a0: revenez dans une minute, le résultat s’affichera ici.',
    receipt: (email) => `Un reçu vient d’être envoyé à ${email}.`,
    receiptLater: (email) => `Un reçu sera envoyé à ${email} dès réception du paiement.`,
    invoice: 'Facture',
    date: 'Date',
    started: 'Initié le',
    method: 'Moyen de paiement',
    reference: 'Référence',
    payAgain: 'Réessayer',
    continuePaying: 'Continuer vers le paiement',
    checkAgain: 'Actualiser',
    view: 'Voir la facture',
  },
  keeps: {
    ifTicked: 'Si vous choisissez d’enregistrer vos coordonnées de paiement en payant, ceci s’applique.',
    onSend: (merchant, customer, days) =>
      plural('fr', days, {
        one: `La carte ou le compte bancaire avec lequel vous payez est conservé pour les factures suivantes de ${merchant} à ${customer}. Il est débité automatiquement après l’envoi de chacune, du montant qui y figure. Chaque prélèvement est annoncé à ${customer} par e-mail un jour avant.`,
        other: `La carte ou le compte bancaire avec lequel vous payez est conservé pour les factures suivantes de ${merchant} à ${customer}. Il est débité automatiquement après l’envoi de chacune, du montant qui y figure. Chaque prélèvement est annoncé à ${customer} par e-mail ${days} jours avant.`,
      }),
    onDueDate: (merchant, customer, days) =>
      plural('fr', days, {
        one: `La carte ou le compte bancaire avec lequel vous payez est conservé pour les factures suivantes de ${merchant} à ${customer}. Il est débité automatiquement à l’échéance de chacune, du montant qui y figure. Chaque prélèvement est annoncé à ${customer} par e-mail un jour avant.`,
        other: `La carte ou le compte bancaire avec lequel vous payez est conservé pour les factures suivantes de ${merchant} à ${customer}. Il est débité automatiquement à l’échéance de chacune, du montant qui y figure. Chaque prélèvement est annoncé à ${customer} par e-mail ${days} jours avant.`,
      }),
    stop: (contact) =>
      `Vous pouvez y mettre fin à tout moment, avec le lien que vous recevez après le paiement et par e-mail, ou en écrivant à ${contact}.`,
    address: 'Votre propre adresse e-mail, où nous vous disons comment arrêter les prélèvements suivants',
    addressIfTicked:
      'Votre propre adresse e-mail, si vous choisissez d’enregistrer vos coordonnées de paiement',
    kept: (customer) =>
      `La carte ou le compte bancaire avec lequel vous avez payé est conservé pour les factures suivantes de ${customer}.`,
    refuse: 'Ne plus le débiter',
  },
  refuse: {
    title: 'Arrêter les débits suivants',
    question: (method, merchant, customer) =>
      `${method} est conservé pour les factures suivantes de ${merchant} à ${customer}, après un paiement par lien.`,
    explained:
      'Ce moyen de paiement ne sera plus débité automatiquement et sera supprimé. Un paiement déjà en cours sera tout de même exécuté.',
    button: 'Ne plus le débiter',
    doneTitle: 'Plus aucun débit',
    done: (method, merchant) =>
      `${method} a été supprimé. ${merchant} ne peut plus le débiter pour les factures suivantes.`,
    nothingTitle: 'Rien n’est conservé',
    nothing:
      'Aucune carte ni aucun compte bancaire n’a été conservé lors de ce paiement. Il n’y a donc rien à arrêter.',
    unknown: 'Impossible pour le moment\u00a0: rien n’a encore été arrêté. Réessayez dans une minute.',
  },
  method: {
    card: (brand, last4) => `${brand} se terminant par ${last4}`,
    anyCard: 'Carte',
    bankAccount: (bank, last4) => `compte ${bank} se terminant par ${last4}`,
    anyBankAccount: (last4) => `compte bancaire se terminant par ${last4}`,
    offline: {
      bank_transfer: 'virement',
      cash: 'espèces',
      check: 'chèque',
      card: 'carte',
      other: 'autre moyen',
    },
  },
  notice: {
    linkNotFound: {
      title: 'Ce lien ne fonctionne pas',
      text: 'Il a peut-être été tronqué lors de la copie.',
      next: 'Ouvrez de nouveau le lien dans l’e-mail, ou demandez-en un nouveau à l’entreprise qui l’a envoyé.',
    },
    linkRotated: {
      title: 'Ce lien n’est plus valable',
      text: 'Il a été remplacé par un lien plus récent.',
      next: 'Utilisez le lien du dernier e-mail concernant cette facture, ou demandez-en un nouveau.',
    },
    pageNotFound: {
      title: 'Page introuvable',
      text: 'L’adresse est peut-être erronée ou n’est plus valable.',
      next: 'Vérifiez l’adresse, ou ouvrez de nouveau le lien dans l’e-mail.',
    },
    methodNotAllowed: {
      title: 'Action non disponible',
      text: 'Cette page ne permet pas cette action.',
      next: 'Ouvrez de nouveau le lien dans l’e-mail.',
    },
    tooManyRequests: {
      title: 'Trop de requêtes',
      text: 'Votre réseau envoie plus de requêtes que nous ne pouvons en traiter. Rien n’est perdu.',
      next: 'Patientez une minute, puis ouvrez de nouveau le lien.',
    },
    notSetUp: {
      title: 'Ce site n’est pas encore prêt',
      text: 'Son exploitant doit encore terminer la configuration. Rien n’est perdu, et votre lien reste valable.',
      next: 'Réessayez plus tard.',
      missing: 'Vous êtes en train de le configurer\u00a0? Il manque encore ceci\u00a0:',
    },
    databaseAway: {
      title: 'Cette page ne peut pas être affichée pour le moment',
      text: 'Notre base de données ne répond pas. Ce que vous avez payé n’est pas perdu et n’est compté qu’une fois.',
      next: 'Réessayez dans une minute.',
    },
    notCharged: {
      title: 'Vous ne pouvez pas payer pour le moment',
      text: 'Notre base de données ne répond pas\u00a0: aucun paiement n’a été lancé. Rien n’a été débité.',
      next: 'Attendez une minute, puis réessayez.',
    },
    internalError: {
      title: 'Cette page n’a pas pu être affichée',
      text: 'Une anomalie s’est produite de notre côté et a été consignée.',
      next: 'Réessayez dans quelques minutes. Si cela se reproduit, mentionnez ce numéro\u00a0:',
    },
    void: {
      title: (number) => `La facture ${number} est annulée`,
      text: (merchant) => `${merchant} a annulé cette facture. Vous n’avez rien à payer.`,
    },
    draft: {
      title: 'Cette facture n’est pas encore prête',
      text: (merchant) =>
        `${merchant} est en train de la préparer et vous l’enverra dès qu’elle sera définitive.`,
    },
    uncollectible: {
      title: (number) => `La facture ${number} est clôturée`,
      text: (merchant) => `${merchant} a clôturé cette facture. Elle ne peut plus être payée ici.`,
    },
    zero: {
      title: 'Vous n’avez rien à payer',
      text: (number, amount) => `La facture ${number} s’élève à ${amount}.`,
    },
    belowMinimum: {
      title: (amount) => `${amount}\u00a0: montant trop faible pour un paiement en ligne`,
      text: (currency) =>
        `Ce montant est inférieur au minimum accepté par Stripe en ${currency}. Vous pouvez le payer avec une autre facture en attente.`,
      textWithLimit: (limit) =>
        `Le montant minimum accepté par Stripe est de ${limit}. Vous pouvez payer cette facture avec une autre facture en attente.`,
    },
    aboveMaximum: {
      title: (amount) => `${amount}\u00a0: montant trop élevé pour un seul paiement en ligne`,
      text: (currency) => `Ce montant est supérieur au maximum accepté par Stripe en ${currency}.`,
      textWithLimit: (limit) => `Le montant maximum accepté par Stripe est de ${limit}.`,
    },
    notDivisible: {
      title: (amount) => `${amount}\u00a0: paiement en ligne impossible`,
      text: (currency) => `Stripe n’accepte pas autant de décimales pour les montants en ${currency}.`,
    },
    unsupportedCurrency: {
      title: (amount) => `${amount}\u00a0: paiement en ligne impossible`,
      text: 'Stripe n’accepte pas de paiements dans cette devise.',
    },
    linksOff: {
      title: 'Cette facture ne peut pas être payée en ligne',
      text: (merchant) => `${merchant} n’accepte pas de paiement en ligne pour cette facture.`,
    },
    notConnected: {
      title: 'Le paiement en ligne n’est pas encore disponible',
      text: (merchant) => `${merchant} n’a pas fini de mettre en place les paiements en ligne.`,
    },
    stripeUnreachable: {
      title: 'La page de paiement est momentanément indisponible',
      text: 'Stripe ne répond pas actuellement. Rien n’a été débité.',
      next: 'Réessayez dans une minute.',
    },
    catchingUp: {
      title: 'Mise à jour de la page en cours',
      text: 'Avant tout débit, nous vérifions auprès de Stripe ce qui a déjà été payé. Rien n’a été débité.',
      next: 'Réessayez dans une minute.',
    },
    paymentsPaused: {
      title: 'Le paiement en ligne est suspendu',
      text: (merchant) => `${merchant} a suspendu les paiements en ligne. Rien n’a été débité.`,
    },
    underReview: {
      title: 'Un paiement est en cours de vérification',
      text: (merchant) =>
        `${merchant} vérifie un paiement concernant cette facture. D’ici là, elle ne peut pas être payée ici. Rien n’a été débité.`,
    },
    refusedByStripe: {
      title: 'Le paiement en ligne est impossible pour le moment',
      text: (merchant) =>
        `Stripe n’accepte pas ce paiement. Rien n’a été débité, et nous avons prévenu ${merchant}.`,
    },
    accountHeld: {
      title: 'Le paiement en ligne est suspendu',
      text: (merchant) =>
        `Stripe n’accepte pas de paiements pour ${merchant} pour le moment. Rien n’a été débité et rien n’est perdu\u00a0: vous pourrez de nouveau payer cette facture ici dès que Stripe acceptera les paiements.`,
    },
    tooManyDeclines: {
      title: 'Ce lien n’accepte plus de carte pour le moment',
      text: 'Trop de cartes ont été refusées, le paiement en ligne est donc suspendu. Rien n’a été débité sur les cartes refusées.',
      next: (merchant) => `Écrivez à ${merchant} pour payer autrement ou faire réactiver le lien.`,
      nextByMail: (merchant, email) =>
        `Écrivez à ${merchant}, à l’adresse ${email}, pour payer autrement ou faire réactiver le lien.`,
    },
    beingPrepared: {
      title: 'Votre paiement est en cours d’ouverture',
      text: 'Ce paiement est en train d’être ouvert dans un autre onglet ou par quelqu’un d’autre. Il ne peut être ouvert qu’à un seul endroit à la fois.',
      next: 'Patientez quelques secondes, puis réessayez.',
    },
    tryAgain: 'Réessayer',
    view: 'Voir la facture',
    transferNext: 'Vous pouvez payer par virement à la place.',
    contactNext: (merchant) => `Contactez ${merchant} pour convenir d’un autre moyen de paiement.`,
    questionsNext: (merchant) => `Si vous avez une question, contactez ${merchant}.`,
  },
  failures,
};
