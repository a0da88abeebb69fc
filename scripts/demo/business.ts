/** The business that a fresh local stack belongs to: a small studio in New York that sells abroad, too. */
export const DEMO_BUSINESS = {
  legalName: 'Harbour & Vane Studio LLC',
  displayName: 'Harbour & Vane',
  email: 'billing@harbourvane.example',
  telephone: '+1 212 555 0142',
  website: 'https://harbourvane.example',
  taxId: 'EIN 12-3456789',
  address: {
    line1: '218 Water Street',
    line2: 'Floor 3',
    town: 'New York',
    region: 'NY',
    postcode: '10038',
    country: 'US',
  },
  logoUrl: null,
  brandColor: '#0f5c5c',
  bankDetails:
    'Harbour & Vane Studio LLC\nFirst Example Bank, New York\nRouting number 110000000\nAccount number 000123456789',
  locale: 'en-US',
  timeZone: 'America/New_York',
  currency: 'USD',
  invoiceSeries: 'HV-',
  stripeAccount: 'self',
  owner: 'ada@harbourvane.example',
} as const;
