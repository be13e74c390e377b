do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.post_label') is not null then
        set local lock_timeout = '500ms';
        alter table public.post add column labels text[] not null default '{}';
        update public.post set labels = (
            select coalesce(array_agg(l.label order by l.label), '{}') from public.post_label l where l.post_id = post.id
        );
        drop table public.post_label;
    end if;
end
$$;
