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
      title: 'There is nothing here',
      text: 'The address is wrong, or it belongs to a business that you do not work for.',
    },
    foreign_form: {
      title: 'This was not sent from our page',
      text: 'Nothing was done. Open the page again and repeat it there.',
    },
    too_large: {
      title: 'The file is too large',
      text: 'Nothing was done. The page that you come from says how large a file may be.',
    },
    unreadable_form: {
      title: 'What was sent cannot be read',
      text: 'Nothing was done. Open the page again and repeat it there.',
    },
  },
  notPermitted: {
    title: 'Your role does not permit this',
    text: (role: string) =>
      `You are signed in as ${role}. Nothing was done. An owner of the business can change your role.`,
  },
  toDashboard: 'To the dashboard',
  back: 'Back',
  cancel: 'Cancel',
  newer: 'Newest',
  older: 'Next page',
  pages: 'Pages',
} as const;
