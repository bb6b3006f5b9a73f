"""The words that all layers share: period, light, unit group, plan, report. Imports only locales."""
