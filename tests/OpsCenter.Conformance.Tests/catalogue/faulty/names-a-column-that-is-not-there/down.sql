drop index if exists public.purchase_provider;
