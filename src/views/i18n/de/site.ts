import type { SiteWords } from '../en/site.ts';

/** What the first page of a site says, in German. */
export const site: SiteWords = {
  title: 'Rechnungen und Zahlungen',
  of: (merchant) => `Rechnungen und Zahlungen: ${merchant}`,
  lead: (merchant) => `${merchant} verschickt hier Rechnungen und nimmt Zahlungen entgegen.`,
  leadOfMany: 'Unternehmen verschicken hier ihre Rechnungen und nehmen Zahlungen entgegen.',
  invoice: 'Sie haben eine Rechnung? Öffnen Sie den Link in der E-Mail oder den, der darauf gedruckt ist.',
  portal: 'Alle meine Rechnungen ansehen',
  staff: 'Dashboard für Mitarbeitende',
  api: 'API für Entwickler',
};
