/** What is asked before something is done to an invoice, in English. Names, amounts and dates come in finished. */
export const ACT_WORDS = {
  cancel: 'Back to the invoice',
  cannot: 'This can’t be undone.',
  amountWrong: 'Write an amount above zero, such as 120 or 99.50.',
  dateWrong: 'Give a day of the calendar.',
  reasonMissing: 'Say why: it stays in the invoice’s history.',
  addressWrong: (address: string) => `“${address}” is no email address.`,
  tooMany: 'Give at most 20 addresses.',
  refundPending: (amount: string) => `${amount} can be refunded.`,

  send: {
    title: (name: string) => `Send ${name}`,
    titleAgain: (name: string) => `Send ${name} again`,
    draft:
      'It gets its number and its date, and is mailed with its PDF and its link. From then on it never changes: this can’t be undone, only credited or voided. Automatic payment and reminders begin.',
    first:
      'It’s mailed with its PDF and its link. A mail can’t be called back. Automatic payment and reminders begin.',
    again: (date: string) =>
      `It was last sent on ${date}. Another copy goes out, which can’t be called back.`,
    copy: 'A copy goes out by mail, which can’t be called back. Nothing is charged for it.',
    what: (amount: string, customer: string, due: string | null) =>
      due === null ? `${amount} to ${customer}.` : `${amount} to ${customer}, due ${due}.`,
    charged: {
      on_send: 'It’s charged soon after, once its customer has a method on file and was told.',
      on_due_date: 'It’s charged when it’s due, once its customer has a method on file and was told.',
      never: 'Nothing is charged by itself: its customer pays by the link.',
    },
    to: 'To',
    toHint: 'Other addresses for this time, with commas between them. Left empty, it goes to:',
    nobody: 'The customer has no address for invoices: give one here.',
    button: 'Send',
  },
  finalize: {
    title: (name: string) => `Finalize ${name} without sending it`,
    text: 'It gets its number and its date and never changes from then on: this can’t be undone, only credited or voided. Nobody is mailed, and nothing is charged by itself.',
    button: 'Finalize',
  },
  delete: {
    title: (name: string) => `Delete ${name}?`,
    text: 'The draft goes for good. It has no number, so nothing is missing in your books.',
    button: 'Delete for good',
  },
  'rotate-link': {
    title: 'Replace the link?',
    text: 'Links that were given out before, in mails as well, don’t open any more from then on. This can’t be undone. Send the invoice again so that its customer has the new one.',
    button: 'Replace the link',
  },
  void: {
    title: (name: string) => `Void ${name}?`,
    text: 'It’s void for good and can’t be paid any more. A payment page that’s open is closed first. A customer who was sent it is told.',
    button: 'Void for good',
  },
  credit: {
    title: (name: string) => `Credit ${name}`,
    text: (left: string) =>
      `A credit note with its own number is issued and can’t be undone. It first takes off what’s still due. At most ${left} is left to be credited.`,
    how: 'How much',
    hows: {
      full: 'All that’s left',
      amount: 'This amount, with tax',
      lines: 'So many of each line, as filled in below',
    },
    line: (quantity: string, description: string, amount: string) =>
      `Of ${quantity} × ${description}, ${amount}`,
    lineWrong: 'Write how many as a number, such as 2 or 1.5.',
    noLine: 'Say of at least one line how many are credited.',
    lineLeft: (left: string) => `Only ${left} of this line is left to be credited.`,
    lineDone: 'This line has been credited in full.',
    amount: 'Amount',
    reason: 'Reason',
    reasonHint: 'Printed on the credit note.',
    giveBack: 'What was paid',
    giveBackHint: 'Only asked where more is credited than is still due.',
    giveBacks: {
      '': 'Nothing has to go back',
      refund: 'Refund it through Stripe',
      credit: 'Keep it as the customer’s credit',
      outside: 'It goes back outside of Stripe',
    },
    otherwise: 'What can’t be refunded through Stripe',
    otherwises: { '': 'Refuse', credit: 'Becomes the customer’s credit', outside: 'Goes back outside' },
    button: 'Issue the credit note',
  },
  replace: {
    title: (name: string) => `Credit ${name} and draft it again`,
    text: 'All that’s left of it is credited, which can’t be undone, and a draft with the same lines is made for you to correct and send in its place.',
    button: 'Credit and draft again',
  },
  'record-payment': {
    title: (name: string) => `Record a payment of ${name}`,
    text: (remaining: string) =>
      `Say what came around Stripe. ${remaining} is owed. A payment page that’s open is closed first. It can be reversed later, and is never deleted.`,
    amount: 'Amount',
    method: 'How it came',
    methods: {
      bank_transfer: 'Bank transfer',
      cash: 'Cash',
      check: 'Check',
      card: 'Card terminal',
      other: 'Another way',
    },
    reference: 'Reference',
    referenceHint: 'Such as what the bank statement says.',
    receivedOn: 'Received on',
    surplus: 'If it’s more than is owed',
    surpluses: { refuse: 'Refuse it', credit: 'Keep the rest as the customer’s credit' },
    smallRest: 'If so little is left that it can’t be charged by itself',
    smallRests: { refuse: 'Refuse it', leave: 'Leave it' },
    receipt: 'Receipt',
    receiptHint: (to: string, sentBy: 'quittance' | 'stripe') =>
      `It would go to ${to}, and can’t be called back. ${sentBy === 'stripe' ? 'Stripe sends your receipts, but knows nothing of this payment.' : 'Don’t mail one for a payment that already has a receipt.'}`,
    receipts: { mail: 'Mail it with its PDF', none: 'Don’t mail one' },
    receiptToNobody: 'The customer has no address for receipts, so none is mailed.',
    button: 'Record the payment',
  },
  'reverse-payment': {
    title: (name: string) => `Reverse a recorded payment of ${name}`,
    text: 'For money that never came, such as a check that bounced, or that was for another invoice. The invoice is owed again by as much, and the payment and its receipt stay on record as reversed.',
    remarks: [
      'Your customer isn’t mailed about it, and the invoice isn’t charged or reminded of by itself any more: tell them.',
    ],
    payment: 'Payment',
    choice: (amount: string, how: string, on: string) => `${amount}, ${how}, ${on}`,
    none: 'No recorded payment is left to reverse.',
    button: 'Reverse the payment',
  },
  'apply-credit': {
    title: (name: string) => `Pay ${name} out of the customer’s credit`,
    text: 'The oldest credit in its currency goes first. A payment page that’s open is closed first. This can’t be undone.',
    amount: 'At most',
    amountHint: 'Left empty, all that’s owed.',
    button: 'Apply credit',
  },
  charge: {
    title: (name: string) => `Charge ${name} now`,
    text: (amount: string) =>
      `${amount} is charged at once to a method on file. Money that has come can only be refunded.`,
    method: 'Method',
    cannot: {
      detached: 'no longer on file',
      pending: 'not verified yet',
      unusable: 'can’t be charged',
      wrong_currency: 'not in this currency',
      not_taken: 'your Stripe account doesn’t take it',
      expired: 'expired',
      failed: 'its bank said not to repeat this charge',
      never_again: 'its bank said never to charge it again',
      presented_too_often: 'presented as often as the rules allow',
      network_limit: 'tried as often as the card’s network allows',
      declined: 'declined before',
      not_confirmed: 'the customer hasn’t confirmed it',
      refused: 'its owner refused',
    },
    none: 'There’s no method on file that can be charged. Send the invoice again: its customer can pay by its link.',
    others: 'Not to be charged:',
    button: (amount: string) => `Charge ${amount}`,
  },
  uncollectible: {
    title: (name: string) => `Write off ${name}?`,
    text: 'It stays in your books as a loss, its links don’t take money any more, and nobody is reminded. It can still be voided, and not be opened again.',
    button: 'Write off',
  },
  collect: {
    title: (name: string) => `Collect ${name} without sending it`,
    text: 'For an invoice that its customer has already, such as one taken over from another system: it’s charged and reminded of from now on as if it had been sent. A charge is announced before.',
    button: 'Collect from now on',
  },
  refund: {
    title: (amount: string) => `Refund the payment of ${amount}`,
    text: (left: string) =>
      `The money goes back to the payer through Stripe, usually within ten days. A refund can’t be undone. ${left} can still be refunded. The invoice stays paid.`,
    amount: 'Amount',
    amountHint: 'A part of it, or all.',
    reason: 'Reason',
    reasons: {
      '': 'None',
      requested_by_customer: 'Requested by the customer',
      duplicate: 'Paid twice',
      fraudulent: 'Fraudulent',
    },
    none: 'Nothing of this payment can be refunded.',
    button: 'Refund',
  },
  close: {
    title: (amount: string) => `Close the payment of ${amount} by hand`,
    text: 'For a payment that doesn’t end by itself. It’s closed at Stripe first, as far as that goes, else here without proof, and its invoice is free. That can’t be undone; should its money come all the same, it’s booked after all.',
    reason: 'Why',
    button: 'Close the payment',
  },
  release: {
    title: (amount: string) => `Send the refund of ${amount} now`,
    text: 'The debit that brought this money may still be returned: then it’s gone twice. A refund can’t be undone.',
    button: 'Send it now',
  },
  refusals: {
    not_sent: 'It hasn’t been sent, so its customer doesn’t know of it. Send it first.',
    policy_never:
      'Automatic charges are off for it, so nobody agreed to be charged. Its customer can pay by its link.',
    opted_out: 'The customer turned automatic payment off. They can pay by its link.',
    paused: 'Automatic payment of it is paused.',
    over_cap: 'It’s above the limit that the customer set. They can pay by its link.',
    awaiting_choice:
      'The customer was asked what becomes of it and hasn’t answered. They can answer in their portal, or pay by its link.',
    not_announced:
      'A charge of it hasn’t been announced to the customer yet, and nothing is charged unannounced.',
    announced_later: (date: string) =>
      `The customer was told that it’s charged on ${date}. It isn’t charged before.`,
    taken_back: 'An earlier payment of it was taken back. The customer has to pay it themselves.',
    disputed: 'The customer disputes a payment. Nothing is charged until that’s decided.',
    customer_paused: 'The customer paused it themselves. Only they can let it go on.',
  },
  undone: {
    exceedsRemaining: (amount: string) => `Only ${amount} is owed.`,
    exceedsRefundable: (amount: string) => `Only ${amount} can still be refunded.`,
    exceedsInvoice: (amount: string) => `Only ${amount} is left to be credited.`,
    nothingToCredit: 'Nothing is left to be credited.',
    giveBackMissing: (amount: string) => `${amount} of this was paid already: say how it goes back.`,
    giveBackNotRefundable: (part: string, amount: string) =>
      `Only ${part} of ${amount} can be refunded through Stripe: say what becomes of the rest.`,
    giveBackNotKept: (part: string, amount: string) =>
      `Only ${part} of ${amount} is still here: the rest went back before, and can’t become credit.`,
    restTooSmall: (rest: string, smallest: string) =>
      `${rest} would be left, and the least that can be charged by itself is ${smallest}.`,
    notClosable: (why: string, instant: string) => `${why} It can be closed by hand from ${instant}.`,
    pageOpen: 'Its payer may still be paying.',
    underWay: 'The bank is still deciding.',
    changed:
      'The invoice changed since you opened this page. Here’s how it stands now: look, and press again.',
  },
} as const;
