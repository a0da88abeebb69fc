/** Signing in again for what decides who may sign in or where money goes, in English. */
export const AGAIN_WORDS = {
  title: 'Sign in again to continue',
  why:
    'This decides who may sign in or where money goes, so it takes a sign-in of the last ten minutes. ' +
    'Nothing has changed yet, and what you typed stays on this page.',
  first: 'Sign in again, by email or with a passkey. It opens in a new tab.',
  signIn: 'Sign in again',
  second: 'Come back to this page and continue.',
  goOn: 'Go on',
  endedTitle: 'Your session has ended',
  ended:
    'Nothing is lost: what you typed stays on this page for an hour. Sign in again as the same person, which opens in a new tab.',
  fileAgain: 'The file that you chose has to be chosen again afterwards.',
  doneTitle: 'You’re signed in',
  done: 'Go back to the page that you came from and press Go on there. You can close this one.',
  /** Over the sign-in itself. */
  formTitle: 'Sign in again',
  explained:
    'What you’re about to do decides who may sign in or where money goes, so it takes a sign-in of the last ten minutes.',
  toAddPasskey: 'Sign in again to add a passkey',
} as const;
