/** The demo's customers: one of each kind that a page or a mail has to get right. */
export const DEMO_CUSTOMERS = {
  bakery: {
    legalName: 'Bluebird Bakery Inc.',
    email: 'accounts@bluebird.example',
    contactName: 'Rosa Delgado',
    telephone: '+1 718 555 0110',
    url: 'https://bluebird.example',
    address: { line1: '41 Fulton Street', town: 'Brooklyn', region: 'NY', postcode: '11201', country: 'US' },
    externalIds: [{ key: 'CRM', value: 'BB-1001' }],
    customerAliases: ['Bluebird', 'BLUEBIRD BAKERY'],
  },
  clinic: {
    legalName: 'Northgate Medical Group PLLC',
    label: 'Northgate',
    email: 'office@northgate.example',
    billingEmails: ['payables@northgate.example', 'controller@northgate.example'],
    contactName: 'Dr. Samuel Okafor',
    address: {
      line1: '900 Lake Avenue',
      line2: 'Suite 1200',
      town: 'Chicago',
      region: 'IL',
      postcode: '60611',
      country: 'US',
    },
  },
  warehouse: {
    legalName: 'Żuraw Logistyka Sp. z o.o.',
    email: 'faktury@zuraw.example',
    contactName: 'Małgorzata Wiśniewska',
    telephone: '+48 58 555 01 20',
    address: { line1: 'ul. Świętojańska 17/4', town: 'Gdynia', postcode: '81-368', country: 'PL' },
  },
  factory: {
    legalName: '株式会社 山田製作所',
    email: 'keiri@yamada.example',
    contactName: '山田 花子',
    address: { line1: '中央区銀座4丁目2番15号', town: '東京都', postcode: '104-0061', country: 'JP' },
  },
  trader: {
    legalName: 'Al Noor Trading Co. W.L.L.',
    email: 'finance@alnoor.example',
    address: {
      line1: 'Block 7, Ahmad Al Jaber Street',
      town: 'Kuwait City',
      postcode: '13001',
      country: 'KW',
    },
  },
} as const;

export type DemoCustomer = keyof typeof DEMO_CUSTOMERS;
