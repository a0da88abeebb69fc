/** What stands around every page of the dashboard, in English. Names come in finished. */
export const FRAME_WORDS = {
  product: 'Quittance',
  skip: 'Skip to content',
  menu: 'Menu',
  nav: 'Pages',
  groups: { work: null, settings: 'Settings' },
  title: (page: string, business: string) => `${page} · ${business}`,
  test: 'Test mode',
  testExplained: 'Nothing here moves real money.',
  account: 'Your account',
  others: 'All businesses',
  signOut: 'Sign out',
  notices: {
    not_found: {
      title: 'Page not found',
      text: 'The address is wrong, or it belongs to a business you don’t work for.',
    },
    foreign_form: {
      title: 'This wasn’t sent from our page',
      text: 'Nothing was done. Open the page again and try there.',
    },
    too_large: {
      title: 'The file is too large',
      text: 'Nothing was done. The previous page says how large a file may be.',
    },
    unreadable_form: {
      title: 'We couldn’t read what was sent',
      text: 'Nothing was done. Open the page again and try there.',
    },
  },
  notPermitted: {
    title: 'Your role doesn’t allow this',
    text: (role: string) =>
      `You’re signed in as ${role}. Nothing was done. An owner of the business can change your role.`,
  },
  toDashboard: 'Go to the dashboard',
  back: 'Back',
  cancel: 'Cancel',
  /** Above a table whose rows say when. */
  times: (zone: string) => `Times in ${zone}.`,
  newer: 'Newest',
  older: 'Next page',
  pages: 'Pages',
} as const;
