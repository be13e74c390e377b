do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (select from pg_publication_rel as r join pg_publication as p on p.oid = r.prpubid where p.pubname = 'parcels' and r.prrelid = 'public.parcel'::regclass) then
        set local lock_timeout = '500ms';
        alter publication parcels add table public.parcel;
    end if;
end
$$;
