create index purchase_provider on public.purchase (provider);
