insert into parcel values (1, 'open'), (2, 'closed');
