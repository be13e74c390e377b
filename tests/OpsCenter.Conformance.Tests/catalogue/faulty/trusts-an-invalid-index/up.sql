create index concurrently if not exists customer_full_name on public.customer (full_name);
