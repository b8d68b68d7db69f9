export const ORDERS = "bronze/orders";
