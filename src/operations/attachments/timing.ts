/** An upload that is not ready after this was left half way: longer than any call to the bucket takes. */
export const UPLOAD_FOR_MS = 3_600_000;
/** How long before that its uploader stops believing in it, so that it is never ready with its object gone. */
export const SURE_FOR_MS = UPLOAD_FOR_MS / 2;
