import type { PortalScheduleWords } from '../en/portal-schedules.ts';

/** The portal's pages of recurring invoices, in Spanish. */
export const portalSchedules: PortalScheduleWords = {
  title: 'Facturas periódicas',
  explained: (merchant) => `Lo que ${merchant} le factura periódicamente.`,
  none: (merchant) => `${merchant} no le envía facturas periódicas.`,
  status: { active: 'Activas', paused: 'En pausa', ended: 'Finalizadas' },
  pausedSince: (date) => `En pausa desde el ${date}. No llegarán facturas hasta que las reanude.`,
  endsOn: (date) => `Finalizan el ${date}.`,
  endedOn: (date) => `Finalizadas el ${date}.`,
  period: 'Período',
  invoicedOn: 'Factura el',
  amount: 'Importe',
  skipped: 'Omitida',
  pause: 'Pausar',
  resume: 'Reanudar',
  end: 'Finalizar',
  pauseNamed: (name) => `Pausar ${name}`,
  resumeNamed: (name) => `Reanudar ${name}`,
  endNamed: (name) => `Finalizar ${name}`,
  endTitle: 'Finalizar las facturas periódicas',
  endQuestion: (name) => `¿Finalizar las facturas por ${name}?`,
  endPaid: (date, merchant) => `Finalizan el ${date}. ${merchant} no le enviará más facturas por ello.`,
  endOneMore: (date, merchant) =>
    `Finalizan el ${date}. ${merchant} le enviará una factura más, por el tiempo hasta entonces.`,
  endNone: (merchant) => `Finalizan ahora. ${merchant} no le enviará facturas por ello.`,
  endForGood: (merchant) =>
    `Esto no se puede deshacer. Para volver a empezar, póngase en contacto con ${merchant}.`,
  endButton: 'Finalizarlas',
  keep: 'Conservar',
  said: {
    paused: 'Las facturas están en pausa.',
    resumed: 'Las facturas se han reanudado. Se ha omitido lo que habría llegado entretanto.',
    ended: 'Las facturas finalizan. Le hemos enviado una confirmación por correo electrónico.',
    changed: 'Eso había cambiado entretanto. Así está ahora.',
    busy: 'No ha funcionado en este momento. Inténtelo de nuevo.',
  },
};
