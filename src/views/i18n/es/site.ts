import type { SiteWords } from '../en/site.ts';

/** What the first page of a site says, in Spanish. */
export const site: SiteWords = {
  title: 'Facturas y pagos',
  of: (merchant) => `Facturas y pagos: ${merchant}`,
  lead: (merchant) => `${merchant} envía sus facturas y recibe pagos aquí.`,
  leadOfMany: 'Las empresas envían sus facturas y reciben pagos aquí.',
  invoice: '¿Tiene una factura? Abra el enlace del correo o el que aparece impreso en ella.',
  portal: 'Ver todas mis facturas',
  staff: 'Panel para el personal',
  api: 'API para desarrolladores',
};
