import type { FrameView } from '../../../src/views/dashboard/frame-view.ts';

const ID = `mer_${'0'.repeat(26)}`;
const HOME = `/dashboard/${ID}`;

const item = (label: string, current: string) => ({
  href: `${HOME}/${label.toLowerCase().replaceAll(' ', '-')}`,
  label,
  about: `${label} of the business.`,
  isCurrent: label === current,
  key: label.charAt(0).toLowerCase(),
});

/** What stands around a page of the business, with one of its pages open. */
export const frameAt = (current: string, more: Partial<FrameView> = {}): FrameView => ({
  business: { id: ID, name: 'Northwind Managed Services', role: 'Owner' },
  address: 'ada.lindqvist@northwind.example',
  csrf: '0'.repeat(32),
  hasOthers: true,
  nav: [
    {
      label: null,
      items: ['Overview', 'Invoices', 'Customers', 'Books'].map((label) => item(label, current)),
    },
    {
      label: 'Settings',
      items: ['Members', 'Profile', 'Marketplace', 'Stripe', 'Map customers'].map((label) =>
        item(label, current),
      ),
    },
  ],
  isTest: true,
  live: null,
  ...more,
});

export const HOSTILE = '"><script>alert(1)</script>\u202eevil & ﷽'.repeat(3);
export const baseOf = (path: string): string => `${HOME}${path}`;
