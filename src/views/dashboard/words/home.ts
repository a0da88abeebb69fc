/** The first page of a business, in English. */
export const HOME_WORDS = {
  nav: 'Home',
  about: 'Where things stand.',
  title: 'Home',
  role: 'Your role',
  stripe: 'Stripe',
  own: 'This deployment’s own account',
  connected: (account: string) => `Connected: ${account}`,
  paused: (account: string) => `${account}, payments paused`,
  notConnected: 'Not connected: invoices can’t be paid online.',
  mode: 'Mode',
  test: 'Test: nothing here moves real money',
  live: 'Live: real money',
  pages: 'Where to go',
  said: { joined: 'You’ve joined. Welcome.' },
} as const;
