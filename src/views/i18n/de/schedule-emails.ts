import type { ScheduleWords } from '../en/schedule-emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** Mails about a billing schedule, in German. */
export const scheduleEmails: ScheduleWords = {
  title: (merchant) => `Ihre wiederkehrenden Rechnungen von ${merchant}`,
  view: 'Wiederkehrende Rechnungen ansehen',
  what: 'Für',
  rhythm: 'Wie oft',
  every: {
    days: (count) => plural('de', count, { one: 'Jeden Tag', other: `Alle ${count} Tage` }),
    weeks: (count) => plural('de', count, { one: 'Jede Woche', other: `Alle ${count} Wochen` }),
    months: (count) => plural('de', count, { one: 'Jeden Monat', other: `Alle ${count} Monate` }),
    years: (count) => plural('de', count, { one: 'Jedes Jahr', other: `Alle ${count} Jahre` }),
  },
  counted: 'Was Sie verbrauchen, kommt zu diesen Beträgen hinzu.',
  mayPause: 'Sie können sie jederzeit im Kundenportal anhalten.',
  mayEnd: 'Sie können sie jederzeit im Kundenportal anhalten oder beenden.',
  ask: (merchant) => `Um sie zu ändern oder zu beenden, wenden Sie sich an ${merchant}.`,
  created: {
    subject: (name, amount, date, merchant) =>
      given(amount, {
        known: `Regelmäßige Rechnungen: ${name}, ${amount} am ${date} (${merchant})`,
        unknown: `Regelmäßige Rechnungen: ${name}, ab ${date} (${merchant})`,
      }),
    headline: 'Ihre wiederkehrenden Rechnungen',
    status: (date) => `Erste Rechnung am ${date}`,
    explained: (merchant, name) => `${merchant} stellt Ihnen ${name} wie unten aufgeführt in Rechnung.`,
    onSend: (method) =>
      given(method, {
        known: `Jede Rechnung wird automatisch von Ihrem Zahlungsmittel (${method}) abgebucht, wenn sie an Sie gesendet wird.`,
        unknown:
          'Jede Rechnung wird automatisch abgebucht, wenn sie an Sie gesendet wird, sobald Sie ein Zahlungsmittel gespeichert haben.',
      }),
    onDueDate: (method) =>
      given(method, {
        known: `Jede Rechnung wird an ihrem Fälligkeitstag automatisch von Ihrem Zahlungsmittel (${method}) abgebucht.`,
        unknown:
          'Jede Rechnung wird an ihrem Fälligkeitstag automatisch abgebucht, sobald Sie ein Zahlungsmittel gespeichert haben.',
      }),
    byYou:
      'Nichts wird automatisch abgebucht. Sie erhalten jede Rechnung per E-Mail und bezahlen sie selbst.',
    last: (date) => `Die letzte Rechnung kommt am ${date}.`,
    next: 'Nächste Rechnungen',
    days: (from, to) => `${from} bis ${to}`,
    comesOn: (date) => `Rechnung am ${date}`,
    notSaid: 'Nach Verbrauch',
  },
  cadence: {
    subject: (name, date, merchant) => `Neuer Rechnungsrhythmus: ${name}, ab ${date} (${merchant})`,
    status: (date) => `Ab ${date}`,
    explained: (merchant, name, date) =>
      `${merchant} stellt Ihnen ${name} weiterhin in Rechnung, ab ${date} in einem anderen Rhythmus. Bis dahin ändert sich nichts.`,
  },
  ended: {
    subject: (name, date, merchant) => `Rechnungen enden: ${name}, ${date} (${merchant})`,
    headline: 'Wiederkehrende Rechnungen enden',
    status: (date) => `Letzter Tag ${date}`,
    over: (merchant, name) => `${merchant} sendet Ihnen keine weiteren Rechnungen für ${name}.`,
    later: (name, date, merchant) =>
      `${name} wird Ihnen bis ${date} in Rechnung gestellt. Danach sendet Ihnen ${merchant} keine weiteren Rechnungen dafür.`,
    open: 'Rechnungen, die Sie schon haben, bleiben, wie sie sind.',
  },
  price: {
    subject: (name, amount, date, merchant) => `Neuer Preis: ${name}, ${amount} ab ${date} (${merchant})`,
    status: (date) => `Ab ${date}`,
    explained: (merchant, name, date) => `${merchant} ändert den Preis für ${name} ab ${date}.`,
    was: 'Bis dahin',
    becomes: 'Neuer Preis',
    first: (date) => `Die erste Rechnung mit dem neuen Preis kommt am ${date}.`,
    atOnce:
      'Die restlichen Tage, die Ihnen schon in Rechnung gestellt wurden, werden zum alten Preis gutgeschrieben und zum neuen berechnet.',
    counted: (merchant) =>
      `Was Sie verbrauchen, kommt zu diesen Beträgen hinzu. Die neuen Preise dafür nennt Ihnen ${merchant}.`,
  },
  paused: {
    subject: (name, date, merchant) => `Rechnungen angehalten: ${name} (${merchant}, ${date})`,
    headline: 'Wiederkehrende Rechnungen angehalten',
    status: (date) => `Angehalten am ${date}`,
    explained: (merchant, name) =>
      `${merchant} sendet Ihnen keine Rechnungen für ${name}, bis Sie sie fortsetzen.`,
  },
  resumed: {
    subject: (name, date, merchant) => `Rechnungen fortgesetzt: ${name} (${merchant}, ${date})`,
    headline: 'Wiederkehrende Rechnungen fortgesetzt',
    status: (date) => `Fortgesetzt am ${date}`,
    explained: (merchant, name) => `${merchant} stellt Ihnen ${name} wieder in Rechnung.`,
    next: (date) => `Die nächste Rechnung kommt am ${date}.`,
  },
  byCustomer: {
    title: 'Abrechnungsplan',
    schedule: 'Abrechnungsplan',
    paused: {
      subject: (name, customer, date) => `Kunde hat angehalten: ${name} (${customer}, ${date})`,
      headline: 'Ihr Kunde hat einen Abrechnungsplan angehalten',
      status: (date) => `Angehalten am ${date}`,
      explained: (customer, name) =>
        `${customer} hat ${name} im Portal angehalten. Bis zur Fortsetzung wird keine Rechnung erstellt.`,
    },
    resumed: {
      subject: (name, customer, date) => `Kunde hat fortgesetzt: ${name} (${customer}, ${date})`,
      headline: 'Ihr Kunde hat einen Abrechnungsplan fortgesetzt',
      status: (date) => `Fortgesetzt am ${date}`,
      explained: (customer, name) =>
        `${customer} hat ${name} im Portal fortgesetzt. Zeiträume, die inzwischen fällig wurden, wurden ausgelassen.`,
    },
    ended: {
      subject: (name, customer, date) => `Kunde hat beendet: ${name} (${customer}, ${date})`,
      headline: 'Ihr Kunde hat einen Abrechnungsplan beendet',
      status: (date) => `Beendet am ${date}`,
      explained: (customer, name) =>
        `${customer} hat ${name} im Portal zum Ende des laufenden Zeitraums beendet.`,
    },
    lastDay: 'Letzter abgerechneter Tag',
    allowed:
      'Ihre Einstellungen erlauben Kunden das im Portal. Sie können es unter „Business profile“ ändern.',
  },
};
