/** Of this app: the dashboard shows it beside the app's name. */
export const APP_VERSION = '1.0.0'
