export declare const root: string;
export declare function shippedPackages(): { name: string; version: string; license: string; place: string | null }[];
export declare function licenceIsAllowed(expression: string): boolean;
