export function makeCertificates(folder: string): string[];
