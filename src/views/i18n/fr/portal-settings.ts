import type { PortalSettingsWords } from '../en/portal-settings.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** What the portal says about payment methods and automatic payment, in French. */
export const portalSettings: PortalSettingsWords = {
  of: (action, what) => `${action}\u00a0: ${what}`,
  settings: {
    title: 'Paramètres de paiement',
    explained: (merchant) => `Cartes et comptes bancaires que ${merchant} peut débiter pour vos factures.`,
    paidBy: (customer) =>
      `${customer} règle vos factures. Pour les régler vous-même, ajoutez un moyen de paiement et activez le paiement automatique.`,
    none: 'Vous n’avez encore enregistré ni carte ni compte bancaire. Ajoutez un moyen de paiement pour régler vos factures.',
    methods: 'Cartes et comptes enregistrés',
    order:
      'Le moyen par défaut est débité en premier\u00a0: le dernier utilisé, sauf si vous en avez choisi un autre depuis. En cas d’échec, le suivant dans cet ordre est essayé.',
    expires: (month) => `Expire en ${month}`,
    expired: (month) => `Expirée en ${month}`,
    declined: (date) => `Dernier débit refusé le ${date}`,
    othersFirst: 'Les autres sont débités avant lui jusqu’à ce qu’un débit aboutisse de nouveau.',
    state: {
      default: 'Par défaut',
      usable: 'Utilisable',
      unconfirmed: 'Non confirmé',
      pending: 'En attente de vérification',
      removing: 'Suppression en cours',
      blocked: 'Ne peut pas être débité',
    },
    blocked: {
      bank_account_closed: 'Selon votre banque, ce compte est clôturé. Supprimez-le et ajoutez-en un autre.',
      bank_account_frozen:
        'Selon votre banque, ce compte est bloqué. Interrogez votre banque, ou ajoutez-en un autre.',
      bank_account_invalid_details:
        'Votre banque ne connaît pas ce compte. Supprimez-le, puis ajoutez-le de nouveau avec les bons numéros.',
      bank_account_restricted:
        'Votre banque n’autorise pas les prélèvements sur ce compte. Ajoutez-en un autre.',
      bank_account_unusable: 'Ce compte ne peut pas être débité. Ajoutez-en un autre.',
      debit_not_authorized:
        'Les prélèvements sur ce compte sont bloqués auprès de votre banque. Interrogez votre banque, ou ajoutez-en un autre.',
      other: 'Ce compte ne peut pas être débité. Ajoutez-en un autre.',
    },
    verifyBy: (arrives, until) =>
      `Les dépôts de test arrivent d’ici au ${arrives}. Vérifiez le compte avant le ${until}.`,
    verify: 'Vérifier',
    keptBy: (email) =>
      given(email, {
        known: `${email} s’en est servi pour payer par lien. Il ne sera débité pour vos factures que si vous le confirmez.`,
        unknown:
          'Quelqu’un s’en est servi pour payer par lien. Il ne sera débité pour vos factures que si vous le confirmez.',
      }),
    confirm: 'Confirmer',
    makeDefault: 'Utiliser par défaut',
    up: 'Monter',
    down: 'Descendre',
    replace: 'Remplacer',
    remove: 'Supprimer',
    add: 'Ajouter un moyen de paiement',
    addCard: 'Ajouter une carte',
    addCardHint: 'Vous la saisirez sur la page de Stripe. Nous ne voyons jamais son numéro.',
    addBank: 'Ajouter un compte bancaire américain',
    addBankHint:
      'Prélèvement ACH, réservé aux clients et aux banques des États-Unis, en dollars américains uniquement.',
    notConnected: 'Il n’est pas possible d’ajouter un moyen de paiement pour le moment.',
    failedTitle: 'Non réglées',
    failed: 'Ces factures n’ont pas pu être débitées. Vous pouvez les payer maintenant.',
    pay: (amount) => `Payer ${amount}`,
    ended: {
      attempts_exceeded: (method) =>
        `Non vérifié\u00a0: ${method}. Trop de réponses incorrectes. Rien n’a été débité.`,
      timed_out: (method) => `Non vérifié\u00a0: ${method}. Le délai est écoulé. Rien n’a été débité.`,
      deposits_failed: (method) =>
        `Non vérifié\u00a0: ${method}. Les dépôts de test ne sont pas arrivés. Ses numéros sont peut-être incorrects.`,
    },
    addAgain: 'Ajouter de nouveau',
  },
  said: {
    method_added: 'Le moyen de paiement est enregistré.',
    method_pending:
      'Le compte bancaire est enregistré. Vérifiez-le ici dès l’arrivée des dépôts de test\u00a0; vous serez prévenu par e-mail.',
    method_not_added: 'Aucun moyen de paiement n’a été ajouté.',
    method_unknown: 'Stripe ne nous a pas encore indiqué s’il a été enregistré. Revenez dans une minute.',
    method_verified: 'Le compte bancaire est vérifié. Il peut désormais être débité.',
    method_confirmed: 'Le moyen de paiement est confirmé. Il peut désormais être débité pour vos factures.',
    method_removed: 'Le moyen de paiement a été supprimé.',
    method_removing:
      'Le moyen de paiement ne sera plus débité. Sa suppression chez Stripe est encore en cours.',
    default_set: 'Le moyen par défaut a été modifié.',
    order_changed: 'L’ordre a été modifié.',
    autopay_on: 'Le paiement automatique est activé.',
    autopay_off: 'Le paiement automatique est désactivé. Plus rien ne sera débité automatiquement.',
    autopay_off_under_way:
      'Le paiement automatique est désactivé. Un prélèvement bancaire déjà transmis ne peut pas être rappelé et peut encore aboutir.',
    autopay_off_unknown:
      'Le paiement automatique est désactivé, et aucun nouveau débit ne sera lancé. Stripe n’a pas encore confirmé l’arrêt d’un paiement déjà lancé. Revenez dans une minute.',
    invoice_paused: 'Cette facture ne sera pas réglée automatiquement.',
    invoice_paused_under_way:
      'Cette facture ne sera plus réglée automatiquement. Un prélèvement bancaire déjà transmis ne peut pas être rappelé et peut encore aboutir.',
    invoice_paused_unknown:
      'Cette facture ne sera pas réglée automatiquement. Stripe n’a pas encore confirmé l’arrêt d’un paiement déjà lancé. Revenez dans une minute.',
    invoice_resumed: 'Cette facture sera de nouveau réglée automatiquement.',
    invoice_closed: 'Cette facture n’est plus en attente de paiement.',
    choice_on_due_date: 'Votre choix est enregistré. Ces factures seront réglées automatiquement.',
    choice_not_automatically:
      'Votre choix est enregistré. Ces factures ne seront pas réglées automatiquement\u00a0: vous les payez vous-même.',
    choice_under_way:
      'Votre choix est enregistré. Un prélèvement bancaire déjà transmis ne peut pas être rappelé et peut encore aboutir.',
    choice_unknown:
      'Ces factures ne seront pas réglées automatiquement. Stripe n’a pas encore confirmé l’arrêt d’un paiement déjà lancé. Revenez dans une minute.',
    choice_closed: 'Ces factures ne sont plus en attente\u00a0: il n’y a plus rien à choisir.',
  },
  refused: {
    not_connected: 'Il n’est pas possible d’ajouter un moyen de paiement pour le moment.',
    stripe_unavailable: 'Stripe ne répond pas actuellement. Rien n’a été débité. Réessayez dans une minute.',
    busy: 'Une autre modification est en cours. Rien n’a été débité. Réessayez dans une minute.',
    stripe_refuses:
      'Stripe n’accepte pas cette opération pour le moment. Rien n’a été débité, et nous avons prévenu l’entreprise.',
    account_held:
      'Stripe n’accepte pas actuellement ce type de paiement pour l’entreprise. Rien n’a été débité.',
    too_many_setups:
      'Trop de moyens de paiement ont été essayés aujourd’hui. Rien n’a été débité. Réessayez demain.',
    form_used: 'Ce formulaire a déjà été utilisé. En voici un nouveau.',
    not_usable:
      'Ce moyen de paiement ne peut pas être débité pour le moment\u00a0; il ne peut donc pas être celui par défaut.',
    in_use:
      'Un paiement avec ce moyen est en cours, il ne peut donc pas encore être supprimé. Cela prend un instant pour une carte, quelques jours pour un compte bancaire.',
    terms_changed: 'Le texte que vous acceptez a changé. Veuillez le relire.',
    stopped_meanwhile:
      'Le paiement automatique a été désactivé après votre demande et le reste. Vous pouvez le réactiver.',
    no_method: 'Veuillez choisir le moyen de paiement à débiter.',
    cap: (example) => `Veuillez saisir un montant, par exemple ${example}, ou laisser le champ vide.`,
    cap_zero: 'La limite doit être supérieure à zéro. Laissez le champ vide pour ne pas en fixer.',
  },
  bank: {
    title: 'Ajouter un compte bancaire américain',
    explained:
      'Le prélèvement ACH est réservé aux clients et aux banques des États-Unis, en dollars américains uniquement. Stripe envoie de petits dépôts de test, que vous confirmez ensuite.',
    accountNumber: 'Numéro de compte',
    accountNumberHint: 'De 4 à 17 chiffres. Il est transmis à Stripe, nous ne le conservons pas.',
    accountNumberAgain: 'Pour votre sécurité, veuillez le saisir de nouveau.',
    holderName: 'Nom du titulaire du compte',
    holderType: 'Type de titulaire',
    individual: 'Particulier',
    company: 'Entreprise',
    byNumbers: 'Avec les numéros de votre compte',
    country: 'Pays',
    us: 'États-Unis',
    otherCountry: 'Un autre pays',
    currency: 'Devise',
    usd: 'Dollar américain (USD)',
    otherCurrency: 'Une autre devise',
    routingNumber: 'Numéro d’acheminement (routing number)',
    routingNumberHint: 'Neuf chiffres, en bas à gauche d’un chèque.',
    terms: 'Votre autorisation',
    save: 'Enregistrer',
    instantTitle: 'Sans attendre',
    instant:
      'Connectez-vous plutôt à votre banque sur la page de Stripe\u00a0: le compte est utilisable immédiatement.',
    instantButton: 'Vérifier immédiatement auprès de votre banque',
    back: 'Retour aux paramètres de paiement',
    problems: (fields) =>
      plural('fr', fields, {
        one: 'Un champ est à revoir. Rien n’a été enregistré.',
        other: `${fields} champs sont à revoir. Rien n’a été enregistré.`,
      }),
    problem: {
      accountNumber: {
        missing: 'Saisissez le numéro de compte.',
        not_digits:
          'Aux États-Unis, un numéro de compte ne comporte que des chiffres. Ne saisissez ni lettres ni symboles.',
        length: 'Un numéro de compte comporte de 4 à 17 chiffres.',
        refused: 'Stripe n’accepte pas ce numéro de compte. Vérifiez-le sur un relevé ou sur un chèque.',
      },
      holderName: {
        missing: 'Saisissez le nom du titulaire du compte, tel qu’il figure à la banque.',
        too_long: 'Saisissez au plus 100 caractères.',
      },
      holderType: { missing: 'Indiquez si le compte appartient à un particulier ou à une entreprise.' },
      country: {
        not_us:
          'Seuls les comptes auprès de banques des États-Unis peuvent être débités. Utilisez plutôt une carte.',
      },
      currency: {
        not_usd: 'Les comptes bancaires ne sont débités qu’en dollars américains. Utilisez plutôt une carte.',
      },
      routingNumber: {
        missing: 'Saisissez le numéro d’acheminement.',
        not_digits: 'Un numéro d’acheminement ne comporte que des chiffres.',
        length: 'Un numéro d’acheminement comporte neuf chiffres.',
        check_digit:
          'Ce numéro d’acheminement n’existe pas. L’un de ses chiffres est incorrect\u00a0: comparez-le avec un chèque.',
        refused: 'Stripe ne connaît pas ce numéro d’acheminement. Comparez-le avec un chèque.',
      },
    },
    refused: {
      blocked:
        'La banque a déjà rejeté un prélèvement sur ce compte\u00a0; il ne peut pas être débité. Utilisez un autre compte ou une carte.',
      too_many: 'Vous avez déjà trop de moyens de paiement. Supprimez-en un d’abord.',
      other: 'Stripe n’accepte pas ce compte. Utilisez un autre compte ou une carte.',
    },
  },
  verify: {
    title: 'Vérifier votre compte bancaire',
    amountsExplained: (method, arrives) =>
      `Deux petits dépôts arrivent d’ici au ${arrives} (${method}). Saisissez leurs montants.`,
    codeExplained: (method, arrives) =>
      `Un dépôt de 0,01 $US arrive d’ici au ${arrives} (${method}). Saisissez le code de son libellé.`,
    until: (date) => `Jusqu’au ${date}.`,
    tries: (left) =>
      plural('fr', left, { one: 'Il vous reste un essai.', other: `Il vous reste ${left} essais.` }),
    first: 'Premier montant',
    second: 'Second montant',
    amountHint: 'Tel que votre banque l’affiche, par exemple 0.32.',
    code: 'Code',
    codeHint: 'Six caractères commençant par SM, par exemple SM11AA.',
    button: 'Vérifier',
    problem: {
      missing: 'Saisissez ce que votre banque affiche.',
      not_an_amount:
        'Ce n’est pas un montant. Saisissez-le tel que votre banque l’affiche, par exemple 0.32.',
      not_under_a_dollar: 'Chaque dépôt est inférieur à un dollar, par exemple 0.32.',
      not_a_code: 'Le code compte six caractères et commence par SM, par exemple SM11AA.',
    },
    wrongAmounts: 'Ce ne sont pas les montants envoyés. Consultez de nouveau votre relevé.',
    wrongCode: 'Ce n’est pas le code envoyé. Consultez de nouveau votre relevé.',
    ended: {
      attempts_exceeded: 'Trop de réponses incorrectes. Ce compte ne peut plus être vérifié.',
      timed_out: 'Les dix jours prévus pour vérifier ce compte sont écoulés.',
      deposits_failed:
        'Les dépôts de test ne sont pas arrivés sur ce compte. Le numéro d’acheminement ou de compte est peut-être incorrect.',
    },
    endedNext:
      'Rien n’a été débité. Vous pouvez ajouter de nouveau ce compte, ou utiliser un autre compte ou une carte.',
    addAgain: 'Ajouter un compte bancaire',
    back: 'Retour aux paramètres de paiement',
  },
  remove: {
    title: 'Supprimer un moyen de paiement',
    question: (method) => `Supprimer\u00a0: ${method}\u00a0?`,
    explained: (merchant) =>
      `${merchant} ne pourra plus le débiter. Vous pourrez l’ajouter de nouveau plus tard.`,
    lastOfAutopay:
      'C’est le dernier utilisable pour le paiement automatique. Sans lui, aucune facture ne sera réglée automatiquement\u00a0: vous paierez chacune vous-même.',
    button: 'Supprimer',
    anyway: 'Supprimer quand même',
    keep: 'Conserver',
  },
  autopay: {
    title: 'Paiement automatique',
    on: (when) => `Activé. Vos factures sont réglées automatiquement ${when}.`,
    byMerchant: (merchant, when) => `${merchant} encaisse vos factures automatiquement ${when}.`,
    off: 'Désactivé. Vous payez chaque facture vous-même.',
    offUntilMethod: 'Il commence dès que vous enregistrez une carte ou un compte bancaire.',
    when: { on_send: 'lorsqu’elles vous sont envoyées', on_due_date: 'à leur échéance' },
    firstWith: (method) => `Débité en premier\u00a0: ${method}.`,
    upTo: (amount) => `Jusqu’à ${amount} par facture.`,
    notice: (days) =>
      plural('fr', days, {
        one: 'Vous serez prévenu par e-mail un jour avant chaque débit à l’échéance.',
        other: `Vous serez prévenu par e-mail ${days} jours avant chaque débit à l’échéance.`,
      }),
    next: 'Prochains débits',
    nothingNext: 'Aucune facture en attente.',
    step: {
      scheduled: (date) => `Débit le ${date}`,
      soon: 'Débit imminent',
      noticed_first: 'Vous serez prévenu par e-mail avant le débit',
      waiting: 'En suspens, pas de débit pour l’instant',
      charging: 'Débit en cours',
      retrying: (date) => `Nouvelle tentative le ${date}`,
      paused: 'Suspendu par vous',
      over_cap: 'Au-dessus de votre limite\u00a0: non débitée',
      no_cap: (currency) => `Pas encore de limite en ${currency}\u00a0: non débitée`,
      awaiting_choice: 'En attente de votre décision',
      not: 'Pas de paiement automatique',
    },
    invoice: 'Facture',
    invoiceNumber: (number) => `facture ${number}`,
    amount: 'Montant',
    plan: 'Ce qui est prévu',
    actions: 'Actions',
    pause: 'Suspendre',
    resume: 'Reprendre',
    pay: 'Payer',
    change: 'Modifier le paiement automatique',
    turnOnTitle: 'Activer le paiement automatique',
    whenLabel: 'Quand',
    whenOption: { on_due_date: 'À l’échéance', on_send: 'À l’envoi de la facture' },
    methodLabel: 'Débiter en premier',
    capLabel: (currency) => `Limite par facture en ${currency} (facultatif)`,
    capHint:
      'Les factures d’un montant supérieur ne sont pas réglées automatiquement\u00a0: nous vous demanderons de les payer.',
    capsHint:
      'Les factures d’un montant supérieur ne sont pas réglées automatiquement. Laissez toutes les limites vides pour n’en fixer aucune\u00a0; dès que vous en fixez une, les factures dans une devise sans limite ne sont pas réglées automatiquement.',
    terms: 'Ce que vous acceptez',
    turnOn: 'Accepter et activer',
    save: 'Accepter et enregistrer',
    turnOff: 'Désactiver le paiement automatique',
    needsMethod: 'Enregistrez d’abord une carte ou un compte bancaire.',
    addMethod: 'Aller aux paramètres de paiement',
    agreedOn: (date) => `Vous avez donné votre accord le ${date}.`,
    readAgain: 'Relire ce que vous avez accepté',
  },
  agreements: {
    title: 'Ce que vous avez accepté',
    none: 'Rien pour le moment.',
    kind: {
      bank_debit: 'Prélèvements sur un compte bancaire',
      autopay: 'Paiement automatique',
      link_payment: 'Paiement par lien',
    },
    by: (person, date, address) => `Accepté par ${person} le ${date}, depuis ${address}`,
    byPayer: (person, date) => `Présenté à ${person} lors du paiement par lien du ${date}`,
    anybody: 'une personne sans adresse',
    edition: (version) => `Version ${version}`,
    back: 'Retour au paiement automatique',
  },
  terms: {
    bankDebit: (merchant, contact) =>
      `En appuyant sur «\u00a0Enregistrer\u00a0», j’autorise ${merchant} à débiter le compte bancaire indiqué ci-dessus de ce que je dois au titre de ses factures\u00a0: lorsque j’en paie une avec ce compte, et aux jours auxquels mes factures sont prélevées automatiquement, comme l’indique la page «\u00a0Paiement automatique\u00a0». ${merchant} peut créditer le compte pour corriger un prélèvement erroné. Stripe exécute les prélèvements. Je suis titulaire du compte, ou je peux agir pour son titulaire. Cette autorisation est valable jusqu’à ce que je la révoque, en supprimant le compte dans les paramètres de paiement ou en prévenant ${merchant} (${contact}). Les prélèvements déjà en cours sont encore exécutés.`,
    bankDebitGiven: (holder, last4, routingNumber) =>
      `Indiqué\u00a0: le compte de ${holder} se terminant par ${last4}, numéro d’acheminement ${routingNumber}.`,
    autopay: (merchant) =>
      `En acceptant, j’autorise ${merchant} à prélever mes factures automatiquement au moment choisi ci-dessus, en commençant par le moyen de paiement choisi ci-dessus et, en cas d’échec, avec le suivant dans l’ordre de mes paramètres de paiement, à hauteur du montant indiqué sur chaque facture et jamais au-dessus de la limite indiquée ci-dessus pour sa devise. Si j’indique une limite, les factures dans une devise sans limite ne sont pas prélevées automatiquement. Je peux désactiver cela à tout moment sur cette page, ou suspendre une seule facture. Les paiements déjà en cours sont encore exécutés.`,
    autopayChoices: (when, method, cap) =>
      given(cap, {
        known: `Choisi\u00a0: prélèvement ${when}\u00a0; en commençant par ${method}\u00a0; au plus ${cap} pour une facture.`,
        unknown: `Choisi\u00a0: prélèvement ${when}\u00a0; en commençant par ${method}\u00a0; sans limite.`,
      }),
  },
  pause: {
    title: 'Suspendre le paiement automatique',
    question: (number) =>
      `La facture ${number} ne sera pas réglée automatiquement. Vous la paierez vous-même avec son lien.`,
    plan: (amount, date) => `${amount} doivent être débités le ${date}.`,
    button: 'Ne pas régler cette facture automatiquement',
    doneTitle: 'Paiement automatique suspendu',
    done: (number) => `La facture ${number} ne sera pas réglée automatiquement.`,
    view: 'Voir la facture',
    notOpen: 'Cette facture n’est plus en attente de paiement\u00a0; il n’y a donc rien à suspendre.',
  },
};
