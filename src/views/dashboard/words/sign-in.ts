/** Signing in to the dashboard, in English. Names and addresses come in finished. */
export const SIGN_IN_WORDS = {
  title: 'Sign in to the dashboard',
  explained: 'For people who work for a business. We send you a link by email; there is no password.',
  customers: 'You were sent an invoice?',
  portal: 'Open the customer portal',
  label: 'Your work email address',
  hint: 'The address that you were invited with.',
  button: 'Send sign-in link',
  notAnAddress: 'Please enter an email address, such as name@example.com.',
  notHuman: 'Please complete the check below, then send it again.',
  sentTitle: 'Check your email',
  sentText:
    'If this address may sign in, a link is on its way to it, or came a short while ago. Open the newest one in ' +
    'this browser: it works once.',
  sentNext:
    'Nothing there after a few minutes? Look in the spam folder, or try another address. An address gets only a ' +
    'few links an hour.',
  another: 'Use another address',
  confirmTitle: 'Sign in',
  confirmAs: (address: string) => `You are signing in as ${address}.`,
  confirm: 'Sign in',
  elsewhereTitle: 'This link belongs to another browser',
  elsewhereText:
    'A sign-in link works only in the browser that asked for it, so that nobody who finds the email can use it.',
  elsewhereNext: 'Open it where you asked for it, or have a new link sent to you for this browser.',
  expiredTitle: 'This link is no longer valid',
  expiredText: 'A sign-in link works for a short time.',
  usedTitle: 'This link was used already',
  usedText: 'A sign-in link works once.',
  again: 'Send a new link',
  tooOftenTitle: 'Too many links were asked for',
  tooOftenText: 'Wait 15 minutes, then try again. A link that has reached you goes on working.',
} as const;
