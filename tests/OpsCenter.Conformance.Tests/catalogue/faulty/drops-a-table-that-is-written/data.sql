insert into shop values (1, 'north');
insert into parcel values (1, 1, 'left at the door'), (2, 1, null);
