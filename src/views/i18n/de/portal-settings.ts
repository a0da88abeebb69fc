import type { PortalSettingsWords } from '../en/portal-settings.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** What the portal says about payment methods and automatic payment, in German. */
export const portalSettings: PortalSettingsWords = {
  of: (action, what) => `${action}: ${what}`,
  settings: {
    title: 'Zahlungseinstellungen',
    explained: (merchant) => `Karten und Bankkonten, die ${merchant} für Ihre Rechnungen belasten darf.`,
    paidBy: (customer) =>
      `Ihre Rechnungen zahlt ${customer}. Um selbst zu zahlen, fügen Sie ein Zahlungsmittel hinzu, und schalten Sie die automatische Zahlung ein.`,
    none: 'Sie haben noch keine Karte und kein Bankkonto gespeichert. Fügen Sie ein Zahlungsmittel hinzu, um Ihre Rechnungen damit zu bezahlen.',
    methods: 'Gespeicherte Karten und Konten',
    order:
      'Zuerst wird das Standard-Zahlungsmittel belastet: das zuletzt verwendete, sofern Sie seitdem kein anderes gewählt haben. Wenn das fehlschlägt, folgt das nächste in dieser Reihenfolge.',
    expires: (month) => `Gültig bis ${month}`,
    expired: (month) => `Abgelaufen im ${month}`,
    declined: (date) => `Letzte Abbuchung am ${date} abgelehnt`,
    othersFirst: 'Die anderen werden zuerst belastet, bis hiervon wieder abgebucht werden konnte.',
    state: {
      default: 'Standard',
      usable: 'Bereit',
      unconfirmed: 'Nicht bestätigt',
      pending: 'Bestätigung ausstehend',
      removing: 'Wird entfernt',
      blocked: 'Kann nicht belastet werden',
    },
    blocked: {
      bank_account_closed:
        'Laut Ihrer Bank ist dieses Konto aufgelöst. Entfernen Sie es, und fügen Sie ein anderes hinzu.',
      bank_account_frozen:
        'Laut Ihrer Bank ist dieses Konto gesperrt. Fragen Sie Ihre Bank, oder fügen Sie ein anderes hinzu.',
      bank_account_invalid_details:
        'Ihre Bank kennt dieses Konto nicht. Entfernen Sie es, und fügen Sie es mit den richtigen Nummern wieder hinzu.',
      bank_account_restricted:
        'Ihre Bank lässt von diesem Konto keine Lastschriften zu. Fügen Sie ein anderes hinzu.',
      bank_account_unusable: 'Dieses Konto kann nicht belastet werden. Fügen Sie ein anderes hinzu.',
      debit_not_authorized:
        'Lastschriften von diesem Konto sind bei Ihrer Bank gesperrt. Fragen Sie Ihre Bank, oder fügen Sie ein anderes hinzu.',
      other: 'Dieses Konto kann nicht belastet werden. Fügen Sie ein anderes hinzu.',
    },
    verifyBy: (arrives, until) =>
      `Die Testüberweisungen treffen bis ${arrives} ein. Bestätigen Sie das Konto bis ${until}.`,
    verify: 'Bestätigen',
    keptBy: (email) =>
      given(email, {
        known: `${email} hat damit über einen Link bezahlt. Für Ihre Rechnungen wird es nur belastet, wenn Sie es bestätigen.`,
        unknown:
          'Jemand hat damit über einen Link bezahlt. Für Ihre Rechnungen wird es nur belastet, wenn Sie es bestätigen.',
      }),
    confirm: 'Bestätigen',
    makeDefault: 'Als Standard festlegen',
    up: 'Nach oben',
    down: 'Nach unten',
    replace: 'Ersetzen',
    remove: 'Entfernen',
    add: 'Zahlungsmittel hinzufügen',
    addCard: 'Karte hinzufügen',
    addCardHint: 'Sie geben sie auf der Seite von Stripe ein. Wir bekommen die Kartennummer nie zu sehen.',
    addBank: 'US-Bankkonto hinzufügen',
    addBankHint: 'ACH-Lastschrift: nur für Kunden und Banken in den USA, nur in US-Dollar.',
    notConnected: 'Im Moment können keine Zahlungsmittel hinzugefügt werden.',
    failedTitle: 'Noch nicht bezahlt',
    failed: 'Diese Rechnungen konnten nicht abgebucht werden. Sie können sie jetzt bezahlen.',
    pay: (amount) => `${amount} bezahlen`,
    ended: {
      attempts_exceeded: (method) =>
        `Nicht bestätigt: ${method}. Es gab zu viele falsche Angaben. Es wurde nichts abgebucht.`,
      timed_out: (method) =>
        `Nicht bestätigt: ${method}. Die Frist ist abgelaufen. Es wurde nichts abgebucht.`,
      deposits_failed: (method) =>
        `Nicht bestätigt: ${method}. Die Testüberweisungen sind nicht angekommen. Möglicherweise stimmen die Nummern nicht.`,
    },
    addAgain: 'Noch einmal hinzufügen',
  },
  said: {
    method_added: 'Das Zahlungsmittel ist gespeichert.',
    method_pending:
      'Das Bankkonto ist gespeichert. Bestätigen Sie es hier, sobald die Testüberweisungen eingetroffen sind; Sie erhalten dazu eine E-Mail.',
    method_not_added: 'Es wurde kein Zahlungsmittel hinzugefügt.',
    method_unknown:
      'Stripe hat uns noch nicht mitgeteilt, ob es gespeichert wurde. Sehen Sie in einer Minute wieder nach.',
    method_verified: 'Das Bankkonto ist bestätigt. Es kann ab jetzt belastet werden.',
    method_confirmed:
      'Das Zahlungsmittel ist bestätigt. Es kann ab jetzt für Ihre Rechnungen belastet werden.',
    method_removed: 'Das Zahlungsmittel wurde entfernt.',
    method_removing: 'Das Zahlungsmittel wird nicht mehr belastet. Bei Stripe läuft die Löschung noch.',
    default_set: 'Das Standard-Zahlungsmittel wurde geändert.',
    order_changed: 'Die Reihenfolge wurde geändert.',
    autopay_on: 'Die automatische Zahlung ist eingeschaltet.',
    autopay_off: 'Die automatische Zahlung ist ausgeschaltet. Es wird nichts mehr automatisch abgebucht.',
    autopay_off_under_way:
      'Die automatische Zahlung ist ausgeschaltet. Eine bereits eingereichte Lastschrift lässt sich nicht zurückholen und kann noch ausgeführt werden.',
    autopay_off_unknown:
      'Die automatische Zahlung ist ausgeschaltet, und es wird keine neue Abbuchung eingeleitet. Stripe hat noch nicht bestätigt, dass eine bereits laufende Zahlung gestoppt wurde. Sehen Sie in einer Minute wieder nach.',
    invoice_paused: 'Diese Rechnung wird nicht automatisch abgebucht.',
    invoice_paused_under_way:
      'Diese Rechnung wird nicht noch einmal automatisch abgebucht. Eine bereits eingereichte Lastschrift lässt sich nicht zurückholen und kann noch ausgeführt werden.',
    invoice_paused_unknown:
      'Diese Rechnung wird nicht automatisch abgebucht. Stripe hat noch nicht bestätigt, dass eine bereits laufende Zahlung gestoppt wurde. Sehen Sie in einer Minute wieder nach.',
    invoice_resumed: 'Diese Rechnung wird wieder automatisch abgebucht.',
    invoice_closed: 'Diese Rechnung ist nicht mehr offen.',
    choice_on_due_date: 'Ihre Entscheidung ist gespeichert. Diese Rechnungen werden automatisch abgebucht.',
    choice_not_automatically:
      'Ihre Entscheidung ist gespeichert. Diese Rechnungen werden nicht automatisch abgebucht: Sie bezahlen sie selbst.',
    choice_under_way:
      'Ihre Entscheidung ist gespeichert. Eine bereits eingereichte Lastschrift lässt sich nicht zurückholen und kann noch ausgeführt werden.',
    choice_unknown:
      'Diese Rechnungen werden nicht automatisch abgebucht. Stripe hat noch nicht bestätigt, dass eine bereits laufende Zahlung gestoppt wurde. Sehen Sie in einer Minute wieder nach.',
    choice_closed: 'Diese Rechnungen sind nicht mehr offen, es gibt also nichts mehr zu entscheiden.',
  },
  refused: {
    not_connected: 'Im Moment können keine Zahlungsmittel hinzugefügt werden.',
    stripe_unavailable:
      'Stripe antwortet im Moment nicht. Es wurde nichts abgebucht. Versuchen Sie es in einer Minute wieder.',
    busy: 'Gerade wird etwas anderes geändert. Es wurde nichts abgebucht. Versuchen Sie es in einer Minute wieder.',
    stripe_refuses:
      'Stripe nimmt das derzeit nicht an. Es wurde nichts abgebucht, und wir haben das Unternehmen benachrichtigt.',
    account_held:
      'Stripe nimmt diese Zahlungsart für das Unternehmen zurzeit nicht an. Es wurde nichts abgebucht.',
    too_many_setups:
      'Heute wurden zu viele Zahlungsmittel ausprobiert. Es wurde nichts abgebucht. Versuchen Sie es morgen wieder.',
    form_used: 'Dieses Formular wurde schon verwendet. Hier ist ein neues.',
    not_usable:
      'Dieses Zahlungsmittel kann gerade nicht belastet werden und deshalb nicht das Standard-Zahlungsmittel sein.',
    in_use:
      'Damit läuft gerade eine Zahlung, deshalb kann es noch nicht entfernt werden. Bei einer Karte dauert das einen Moment, bei einem Bankkonto einige Tage.',
    terms_changed: 'Der Text, dem Sie zustimmen, hat sich geändert. Bitte lesen Sie ihn noch einmal.',
    stopped_meanwhile:
      'Die automatische Zahlung wurde nach Ihrer Anfrage ausgeschaltet und bleibt aus. Sie können sie wieder einschalten.',
    no_method: 'Bitte wählen Sie das Zahlungsmittel, das belastet werden soll.',
    cap: (example) =>
      `Bitte geben Sie einen Betrag ein, zum Beispiel ${example}, oder lassen Sie das Feld leer.`,
    cap_zero: 'Der Höchstbetrag muss über null liegen. Lassen Sie das Feld leer, wenn es keinen geben soll.',
  },
  bank: {
    title: 'US-Bankkonto hinzufügen',
    explained:
      'Die ACH-Lastschrift gibt es nur für Kunden und Banken in den USA und nur in US-Dollar. Stripe sendet kleine Testüberweisungen, die Sie anschließend bestätigen.',
    accountNumber: 'Kontonummer',
    accountNumberHint: '4 bis 17 Ziffern. Sie geht an Stripe, wir speichern sie nicht.',
    accountNumberAgain: 'Bitte geben Sie sie zu Ihrer Sicherheit noch einmal ein.',
    holderName: 'Name des Kontoinhabers',
    holderType: 'Art des Kontoinhabers',
    individual: 'Privatperson',
    company: 'Unternehmen',
    byNumbers: 'Mit den Nummern Ihres Kontos',
    country: 'Land',
    us: 'USA',
    otherCountry: 'Ein anderes Land',
    currency: 'Währung',
    usd: 'US-Dollar (USD)',
    otherCurrency: 'Eine andere Währung',
    routingNumber: 'Bankleitzahl (Routing Number)',
    routingNumberHint: 'Neun Ziffern, auf einem Scheck unten links.',
    terms: 'Ihre Erlaubnis',
    save: 'Speichern',
    instantTitle: 'Ohne Wartezeit',
    instant:
      'Melden Sie sich stattdessen auf der Seite von Stripe bei Ihrer Bank an. Dann ist das Konto sofort einsatzbereit.',
    instantButton: 'Sofort bei Ihrer Bank bestätigen',
    back: 'Zurück zu den Zahlungseinstellungen',
    problems: (fields) =>
      plural('de', fields, {
        one: 'Bitte prüfen Sie ein Feld. Es wurde nichts gespeichert.',
        other: `Bitte prüfen Sie ${fields} Felder. Es wurde nichts gespeichert.`,
      }),
    problem: {
      accountNumber: {
        missing: 'Geben Sie die Kontonummer ein.',
        not_digits:
          'Kontonummern in den USA bestehen nur aus Ziffern. Lassen Sie Buchstaben und Sonderzeichen weg.',
        length: 'Eine Kontonummer hat 4 bis 17 Ziffern.',
        refused:
          'Stripe nimmt diese Kontonummer nicht an. Vergleichen Sie sie mit einem Kontoauszug oder einem Scheck.',
      },
      holderName: {
        missing: 'Geben Sie den Namen des Kontoinhabers so ein, wie er bei der Bank geführt wird.',
        too_long: 'Geben Sie höchstens 100 Zeichen ein.',
      },
      holderType: { missing: 'Geben Sie an, ob das Konto einer Privatperson oder einem Unternehmen gehört.' },
      country: {
        not_us:
          'Nur Konten bei Banken in den USA können belastet werden. Verwenden Sie stattdessen eine Karte.',
      },
      currency: {
        not_usd: 'Bankkonten werden nur in US-Dollar belastet. Verwenden Sie stattdessen eine Karte.',
      },
      routingNumber: {
        missing: 'Geben Sie die Bankleitzahl ein.',
        not_digits: 'Eine Bankleitzahl besteht nur aus Ziffern.',
        length: 'Eine Bankleitzahl hat neun Ziffern.',
        check_digit:
          'Diese Bankleitzahl gibt es nicht. Eine Ziffer ist falsch: Vergleichen Sie sie mit einem Scheck.',
        refused: 'Stripe kennt diese Bankleitzahl nicht. Vergleichen Sie sie mit einem Scheck.',
      },
    },
    refused: {
      blocked:
        'Die Bank hat eine Lastschrift von diesem Konto schon einmal zurückgegeben, es kann deshalb nicht belastet werden. Verwenden Sie ein anderes Konto oder eine Karte.',
      too_many: 'Es gibt schon zu viele Zahlungsmittel. Entfernen Sie zuerst eines.',
      other: 'Stripe nimmt dieses Konto nicht an. Verwenden Sie ein anderes Konto oder eine Karte.',
    },
  },
  verify: {
    title: 'Bankkonto bestätigen',
    amountsExplained: (method, arrives) =>
      `Zwei kleine Testüberweisungen treffen bis ${arrives} ein (${method}). Geben Sie die Beträge ein.`,
    codeExplained: (method, arrives) =>
      `Eine Überweisung von 0,01 $ trifft bis ${arrives} ein (${method}). Geben Sie den Code aus dem Verwendungszweck ein.`,
    until: (date) => `Bis ${date}.`,
    tries: (left) =>
      plural('de', left, { one: 'Sie haben noch einen Versuch.', other: `Sie haben noch ${left} Versuche.` }),
    first: 'Erster Betrag',
    second: 'Zweiter Betrag',
    amountHint: 'So, wie Ihre Bank ihn zeigt, zum Beispiel 0.32.',
    code: 'Code',
    codeHint: 'Sechs Zeichen, die mit SM beginnen, zum Beispiel SM11AA.',
    button: 'Bestätigen',
    problem: {
      missing: 'Geben Sie ein, was Ihre Bank zeigt.',
      not_an_amount: 'Das ist kein Betrag. Geben Sie ihn so ein, wie Ihre Bank ihn zeigt, zum Beispiel 0.32.',
      not_under_a_dollar: 'Jede Testüberweisung liegt unter einem Dollar, zum Beispiel 0.32.',
      not_a_code: 'Der Code hat sechs Zeichen und beginnt mit SM, zum Beispiel SM11AA.',
    },
    wrongAmounts:
      'Das sind nicht die überwiesenen Beträge. Sehen Sie noch einmal auf Ihrem Kontoauszug nach.',
    wrongCode: 'Das ist nicht der übermittelte Code. Sehen Sie noch einmal auf Ihrem Kontoauszug nach.',
    ended: {
      attempts_exceeded:
        'Es gab zu viele falsche Angaben. Dieses Konto kann deshalb nicht mehr bestätigt werden.',
      timed_out: 'Die zehn Tage zum Bestätigen dieses Kontos sind abgelaufen.',
      deposits_failed:
        'Die Testüberweisungen sind auf diesem Konto nicht angekommen. Möglicherweise stimmt die Bankleitzahl oder die Kontonummer nicht.',
    },
    endedNext:
      'Es wurde nichts abgebucht. Sie können das Konto noch einmal hinzufügen oder ein anderes Konto oder eine Karte verwenden.',
    addAgain: 'Bankkonto hinzufügen',
    back: 'Zurück zu den Zahlungseinstellungen',
  },
  remove: {
    title: 'Zahlungsmittel entfernen',
    question: (method) => `Entfernen: ${method}?`,
    explained: (merchant) =>
      `${merchant} kann es dann nicht mehr belasten. Sie können es später wieder hinzufügen.`,
    lastOfAutopay:
      'Es ist das letzte, von dem automatisch abgebucht werden kann. Danach wird keine Rechnung mehr automatisch bezahlt: Sie bezahlen jede selbst.',
    button: 'Entfernen',
    anyway: 'Trotzdem entfernen',
    keep: 'Behalten',
  },
  autopay: {
    title: 'Automatische Zahlung',
    on: (when) => `Eingeschaltet. Ihre Rechnungen werden automatisch abgebucht: ${when}.`,
    byMerchant: (merchant, when) => `${merchant} bucht Ihre Rechnungen automatisch ab: ${when}.`,
    off: 'Ausgeschaltet. Sie bezahlen jede Rechnung selbst.',
    offUntilMethod: 'Sie beginnt, sobald Sie eine Karte oder ein Bankkonto speichern.',
    when: { on_send: 'wenn sie Ihnen gesendet werden', on_due_date: 'am Tag der Fälligkeit' },
    firstWith: (method) => `Zuerst wird belastet: ${method}.`,
    upTo: (amount) => `Höchstens ${amount} pro Rechnung.`,
    notice: (days) =>
      plural('de', days, {
        one: 'Einen Tag vor jeder Abbuchung am Tag der Fälligkeit erhalten Sie eine E-Mail.',
        other: `${days} Tage vor jeder Abbuchung am Tag der Fälligkeit erhalten Sie eine E-Mail.`,
      }),
    next: 'Nächste Abbuchungen',
    nothingNext: 'Sie haben keine offenen Rechnungen.',
    step: {
      scheduled: (date) => `Wird am ${date} abgebucht`,
      soon: 'Wird in Kürze abgebucht',
      noticed_first: 'Sie erhalten eine E-Mail, bevor abgebucht wird',
      waiting: 'Ausgesetzt: wird vorerst nicht abgebucht',
      charging: 'Wird gerade abgebucht',
      retrying: (date) => `Nächster Versuch am ${date}`,
      paused: 'Von Ihnen angehalten',
      over_cap: 'Über Ihrem Höchstbetrag: wird nicht abgebucht',
      no_cap: (currency) => `Noch kein Höchstbetrag in ${currency}: wird nicht abgebucht`,
      awaiting_choice: 'Wartet auf Ihre Entscheidung',
      not: 'Wird nicht automatisch abgebucht',
    },
    invoice: 'Rechnung',
    invoiceNumber: (number) => `Rechnung ${number}`,
    amount: 'Betrag',
    plan: 'Was geschieht',
    actions: 'Aktionen',
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    pay: 'Bezahlen',
    change: 'Automatische Zahlung ändern',
    turnOnTitle: 'Automatische Zahlung einschalten',
    whenLabel: 'Wann',
    whenOption: { on_due_date: 'Am Tag der Fälligkeit', on_send: 'Wenn die Rechnung gesendet wird' },
    methodLabel: 'Zuerst belasten',
    capLabel: (currency) => `Höchstbetrag pro Rechnung in ${currency} (optional)`,
    capHint: 'Höhere Rechnungen werden nicht automatisch abgebucht: Wir bitten Sie dann, sie zu bezahlen.',
    capsHint:
      'Höhere Rechnungen werden nicht automatisch abgebucht. Lassen Sie alle Felder leer, wenn es keinen Höchstbetrag geben soll; sobald Sie einen angeben, werden Rechnungen in einer Währung ohne Höchstbetrag nicht automatisch abgebucht.',
    terms: 'Dem stimmen Sie zu',
    turnOn: 'Zustimmen und einschalten',
    save: 'Zustimmen und speichern',
    turnOff: 'Automatische Zahlung ausschalten',
    needsMethod: 'Speichern Sie zuerst eine Karte oder ein Bankkonto.',
    addMethod: 'Zu den Zahlungseinstellungen',
    agreedOn: (date) => `Sie haben dem am ${date} zugestimmt.`,
    readAgain: 'Zustimmung nachlesen',
  },
  agreements: {
    title: 'Dem haben Sie zugestimmt',
    none: 'Noch nichts.',
    kind: {
      bank_debit: 'Lastschriften von einem Bankkonto',
      autopay: 'Automatische Zahlung',
      link_payment: 'Zahlung über einen Link',
    },
    by: (person, date, address) => `Zugestimmt von ${person} am ${date}, von ${address} aus`,
    byPayer: (person, date) => `Angezeigt für ${person} bei der Zahlung über einen Link am ${date}`,
    anybody: 'eine Person ohne Adresse',
    edition: (version) => `Fassung ${version}`,
    back: 'Zurück zur automatischen Zahlung',
  },
  terms: {
    bankDebit: (merchant, contact) =>
      `Indem ich auf „Speichern“ klicke, erlaube ich ${merchant}, das oben angegebene Bankkonto mit dem zu belasten, was ich auf die Rechnungen von ${merchant} schulde: wenn ich eine mit diesem Konto bezahle, und an den Tagen, an denen meine Rechnungen automatisch abgebucht werden, wie es die Seite „Automatische Zahlung“ angibt. ${merchant} darf dem Konto Beträge gutschreiben, um eine falsche Lastschrift zu berichtigen. Stripe führt die Lastschriften aus. Ich bin Inhaber des Kontos oder darf für den Inhaber handeln. Diese Erlaubnis gilt, bis ich sie widerrufe, indem ich das Konto in den Zahlungseinstellungen entferne oder es ${merchant} mitteile (${contact}). Lastschriften, die dann schon unterwegs sind, werden noch ausgeführt.`,
    bankDebitGiven: (holder, last4, routingNumber) =>
      `Angegeben: das Konto von ${holder} mit Endziffern ${last4}, Bankleitzahl ${routingNumber}.`,
    autopay: (merchant) =>
      `Indem ich zustimme, erlaube ich ${merchant}, meine Rechnungen zu dem oben gewählten Zeitpunkt automatisch abzubuchen, zuerst mit dem oben gewählten Zahlungsmittel und, wenn das fehlschlägt, mit dem nächsten in der Reihenfolge meiner Zahlungseinstellungen, in der auf jeder Rechnung angegebenen Höhe und nie über der oben für ihre Währung angegebenen Grenze. Gebe ich eine Grenze an, werden Rechnungen in einer Währung ohne Grenze nicht automatisch abgebucht. Ich kann das jederzeit auf dieser Seite ausschalten oder eine einzelne Rechnung anhalten. Zahlungen, die dann schon unterwegs sind, werden noch ausgeführt.`,
    autopayChoices: (when, method, cap) =>
      given(cap, {
        known: `Gewählt: Abbuchung ${when}; zuerst mit ${method}; höchstens ${cap} für eine Rechnung.`,
        unknown: `Gewählt: Abbuchung ${when}; zuerst mit ${method}; ohne Grenze.`,
      }),
  },
  pause: {
    title: 'Automatische Zahlung anhalten',
    question: (number) =>
      `Rechnung ${number} wird dann nicht automatisch abgebucht. Sie bezahlen sie stattdessen über ihren Link.`,
    plan: (amount, date) => `${amount} sollen am ${date} abgebucht werden.`,
    button: 'Diese Rechnung nicht automatisch abbuchen',
    doneTitle: 'Automatische Zahlung angehalten',
    done: (number) => `Rechnung ${number} wird nicht automatisch abgebucht.`,
    view: 'Rechnung ansehen',
    notOpen: 'Diese Rechnung ist nicht mehr offen. Es gibt also nichts anzuhalten.',
  },
};
