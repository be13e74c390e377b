drop index concurrently if exists public.customer_full_name;
