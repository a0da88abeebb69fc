/** Signing in to the dashboard, in English. Names and addresses come in finished. */
export const SIGN_IN_WORDS = {
  title: 'Sign in to the dashboard',
  explained: 'For people who work for a business. We’ll email you a link; there’s no password.',
  customers: 'Were you sent an invoice?',
  portal: 'Open the customer portal',
  label: 'Your work email address',
  hint: 'The address you were invited with.',
  button: 'Send sign-in link',
  notAnAddress: 'Please enter an email address, such as name@example.com.',
  notHuman: 'Please complete the check below, then send it again.',
  sentTitle: 'Check your email',
  sentText:
    'If this address can sign in, a link is on its way, or arrived a short while ago. Open the newest one in ' +
    'this browser: it works once.',
  sentNext:
    'Nothing after a few minutes? Check your spam folder, or try another address. We send only a ' +
    'few links an hour to each address.',
  another: 'Use another address',
  confirmTitle: 'Sign in',
  confirmAs: (address: string) => `You’re signing in as ${address}.`,
  confirm: 'Sign in',
  elsewhereTitle: 'This link belongs to another browser',
  elsewhereText:
    'A sign-in link only works in the browser you requested it in, so nobody else who finds the email can use it.',
  elsewhereNext: 'Open it where you requested it, or request a new link for this browser.',
  expiredTitle: 'This link is no longer valid',
  expiredText: 'Sign-in links only work for a short time.',
  usedTitle: 'This link has already been used',
  usedText: 'Each sign-in link works once.',
  again: 'Send a new link',
  tooOftenTitle: 'Too many links requested',
  tooOftenText: 'Wait 15 minutes, then try again. A link you’ve already received still works.',
} as const;
