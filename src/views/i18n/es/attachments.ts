import type { AttachmentWords } from '../en/attachments.ts';

/** What is said of the files that go with an invoice, in Spanish. */
export const attachments: AttachmentWords = {
  list: 'Archivos adjuntos',
  download: (name, size) => `Descargar ${name}, ${size}`,
  mail: {
    attached: 'Estos archivos van adjuntos a este correo.',
    linked: 'Descargue estos archivos desde la factura en línea.',
  },
  unavailable: {
    title: 'Este archivo no se puede descargar en este momento',
    text: 'El lugar donde se guarda no responde.',
    next: 'Espere un minuto y vuelva a abrir el enlace. Si el problema continúa, pregunte a la empresa que envió la factura.',
  },
};
