/** Signing in again for what decides who may sign in or where money goes, in English. */
export const AGAIN_WORDS = {
  title: 'Sign in again to go on',
  why:
    'This decides who may sign in or where money goes, so it takes a sign-in of the last ten minutes. ' +
    'Nothing has been changed yet, and what you typed is kept on this page.',
  first: 'Sign in again, by mail or with a passkey. It opens beside this page.',
  signIn: 'Sign in again',
  second: 'Come back to this page and go on.',
  goOn: 'Go on',
  doneTitle: 'You’re signed in',
  done: 'Go back to the page that you came from and press Go on there. You can close this one.',
  /** Over the sign-in itself. */
  formTitle: 'Sign in again',
  explained:
    'What you’re about to do decides who may sign in or where money goes, so it takes a sign-in of the last ten minutes.',
  toAddPasskey: 'Sign in again to add a passkey',
} as const;
