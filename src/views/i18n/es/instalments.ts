import type { InstalmentWords } from '../en/instalments.ts';

/** What is said of paying an invoice in parts, in Spanish. */
export const instalments: InstalmentWords = {
  heading: 'Plazos',
  number: (number, of) => `Plazo ${number} de ${of}`,
  state: {
    paid: 'Pagado',
    processing: 'En curso',
    overdue: 'Vencido',
    due: 'A pagar ahora',
    upcoming: 'Próximo',
  },
  left: (amount) => `quedan ${amount}`,
  askedNow: (amount) => `a pagar ahora: ${amount}`,
  ofWhole: (amount, left) => `Ahora se piden ${amount} de los ${left} que quedan por pagar.`,
  next: (amount, date) => `El próximo plazo es de ${amount} y vence el ${date}.`,
  charged: 'Cada plazo se cobra en su día.',
  payAll: (amount) => `Pagarlo todo: ${amount}`,
  ownAmount: (currency) => `Otro importe, en ${currency}`,
  ownLeast: (amount) => `Como mínimo ${amount}.`,
  payOwn: 'Pagar este importe',
  pays: 'Paga',
  nextLabel: 'Próximo plazo',
  nextValue: (amount, date) => `${amount}, vence el ${date}`,
  leftLabel: 'Queda por pagar',
  terms: (amount, date) => `${amount} hasta el ${date}`,
  problem: {
    unreadable: (example) => `Indique un importe, por ejemplo ${example}.`,
    zero: 'Indique un importe mayor que cero.',
    more_than_owed: (amount) => `Solo quedan ${amount} por pagar.`,
    whole_only: (amount) => `Esta factura se paga entera: ${amount}.`,
    no_instalment: (amount) => `Esta factura se paga por plazos: el próximo es de ${amount}.`,
    below_least: (amount) => `Pague como mínimo ${amount}.`,
    leaves_too_little:
      'El resto sería demasiado pequeño para pagarlo en línea: pague un poco menos, o todo el plazo.',
  },
};
