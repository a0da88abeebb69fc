import { sentenceCase } from '../../text.ts';

/** Taking over the invoices of another system, in English. Values come in finished. */
export const TAKE_OVER_WORDS = {
  title: 'Take over invoices',
  lead: 'Open and paid invoices of another system, with their numbers and dates. Nothing is taken over before you have seen it.',
  file: 'CSV file',
  hint: 'UTF-8 or UTF-16, up to 100,000 lines and 20 MB. Commas, semicolons or tabs.',
  separator: 'Between the columns',
  separators: { '': 'What the first line says', comma: 'Commas', semicolon: 'Semicolons', tab: 'Tabs' },
  send: 'Check the file',
  columns: 'Columns',
  columnsText:
    'The first line names them: number, status, issueDate, dueDate, currency, customerId, customerEmail, customerName, ' +
    'externalId:NAME for the customer’s id in another system, description, quantity, unitPrice, discount, net, taxRate, taxName, tax, gross, total, ' +
    'paid, paidOn, paidBy, paidReference, notes. What other programs call them, such as Invoice number or Amount paid, ' +
    'is understood.',
  rules: [
    'A line is a line of an invoice, or its total. Lines with one number stand one below the other.',
    'Amounts stay as they are. Net and tax have to come to the gross amount, and no more may be paid than that.',
    'Quantity times price, less the discount, has to be net. Without them, a line is one of its whole amount.',
    'Days are written as 2026-03-31. Customers have to be here before their invoices.',
    'The same file twice takes nothing over twice.',
  ],
  noFile: 'Choose a file.',
  /** Where it is, such as `line 3, column 2`, and what. */
  wrong: (where: string, what: string) => (where === 'file' ? what : `${sentenceCase(where)}: ${what}`),
  states: {
    reading: 'Being read',
    checking: 'Checking its lines',
    ready: 'Checked: nothing was taken over yet',
    applying: 'Being taken over',
    done: 'Taken over',
    canceled: 'Canceled',
  },
  counts: {
    read: 'not checked yet',
    create: 'to take over',
    same: 'here already',
    wrong: 'wrong',
    skipped: 'left out with a wrong line',
    done: 'taken over',
    failed: 'failed',
  },
  of: (done: string, all: string) => `${done} of ${all} lines`,
  wrongLines: 'Some lines are wrong',
  onWrong: {
    refuse: 'Take nothing over: I correct the file and send it again',
    leave_out: 'Leave their invoices out, and take over the others',
  },
  collect: 'Open invoices',
  onCollect: {
    no: 'Wait: nothing is charged or reminded of until you send an invoice',
    yes: 'Are collected as those that you sent: charged after a notice, and reminded of',
  },
  never: 'Nothing is mailed, and no receipts go out.',
  apply: 'Take over',
  nothing: 'There is nothing to take over.',
  numbers: 'Numbers',
  goesOn: (series: string, next: string) =>
    `${series === '' ? 'Numbers without a prefix' : series}: the next one is ${next}.`,
  numbersText:
    'No number of the file is given again. Where it has higher ones than you, yours go on behind them.',
  cancel: 'Cancel the import',
  lines: 'Lines',
  line: 'Line',
  outcome: 'What it does',
  said: {
    create: 'To take over',
    same: 'Here already, with the same content',
    done: 'Taken over',
    failed: 'Not taken over',
    skipped: 'Left out',
    wrong: 'Wrong',
    read: 'Not checked yet',
  },
  more: 'Next lines',
  toBack: 'To the customers',
} as const;
