/** What the first page of a site says, which whoever shortens an address comes to, in English. */
export const site = {
  title: 'Invoices and payments',
  of: (merchant: string) => `Invoices and payments: ${merchant}`,
  lead: (merchant: string) => `${merchant} sends its invoices and takes payments here.`,
  /** Where several businesses share a site. */
  leadOfMany: 'Businesses send their invoices and take payments here.',
  invoice: 'You have an invoice? Open the link in its email, or the one printed on it.',
  portal: 'See all my invoices',
  staff: 'Dashboard for staff',
  api: 'API for developers',
};

/** Every text of the first page in one language. */
export type SiteWords = typeof site;
